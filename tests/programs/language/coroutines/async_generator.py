def run(coro):
    try:
        while True:
            coro.send(None)
    except StopIteration as e:
        return e.value
async def sleep():
    class A:
        def __await__(self): yield
    await A()
async def agen(n):
    try:
        for i in range(n):
            await sleep()
            got = yield i
            if got:
                print("got", got)
    finally:
        print("agen finally")
async def main():
    async for x in agen(3):
        print(x)
    a = agen(3)
    print(await a.asend(None), await a.asend("hello"))
    await a.aclose()
    try:
        await a.asend(None)
    except StopAsyncIteration:
        print("stopped")
    b = agen(2)
    await b.__anext__()
    try:
        await b.athrow(ValueError("thrown"))
    except ValueError as e:
        print("caught", e)
    kept = agen(1)
    print(await anext(kept), await anext(kept, "default"))
    print(type(b).__name__, b.ag_running, b.__name__)
    c = agen(2)
    try:
        await c.asend(5)
    except TypeError as e:
        print(e)
    return "end"
print(run(main()))
