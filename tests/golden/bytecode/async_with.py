async def f(a):
    async with a as b:
        return b
