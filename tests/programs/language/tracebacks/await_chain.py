async def a():
    raise ValueError("deep")
async def b():
    await a()
async def c():
    return await b() + 1
c().send(None)
