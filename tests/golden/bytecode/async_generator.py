async def f(a):
    yield 1
    await a
