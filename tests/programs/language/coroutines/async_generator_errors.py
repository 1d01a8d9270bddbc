def run(coro):
    try:
        while True:
            coro.send(None)
    except StopIteration as e:
        return e.value
async def stop():
    yield 1
    raise StopAsyncIteration
async def stop2():
    yield 1
    raise StopIteration
async def ignore():
    try:
        yield 1
    except GeneratorExit:
        yield 2
async def main():
    for f in (stop, stop2):
        try:
            async for x in f():
                print(x)
        except RuntimeError as e:
            print(e, repr(e.__cause__))
    g = ignore()
    await g.__anext__()
    try:
        await g.aclose()
    except RuntimeError as e:
        print(e)
    g = stop()
    s = g.asend(None)
    print(await s)
    try:
        await s
    except RuntimeError as e:
        print(e)
run(main())
async def c():
    raise StopIteration(3)
try:
    run(c())
except RuntimeError as e:
    print(e)
