@a
async def f(x):
    await x
    async for y in z:
        pass
    else:
        pass
    async with a as b, c:
        return [i async for i in await y]
