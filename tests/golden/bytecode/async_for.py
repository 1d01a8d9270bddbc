async def f(a):
    async for x in a:
        if x: break
    else:
        return 1
