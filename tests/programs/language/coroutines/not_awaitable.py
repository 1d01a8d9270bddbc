def run(coro):
    try:
        while True:
            coro.send(None)
    except StopIteration as e:
        return e.value
async def f(x):
    await x
class Bad:
    def __await__(self): return 3
class BadCoro:
    def __await__(self): return g()
async def g(): pass
def gen(): yield
for x in (3, Bad(), gen()):
    try:
        run(f(x))
    except TypeError as e:
        print(e)
c = g()
class Wrap:
    def __await__(self): return c
try:
    run(f(Wrap()))
except TypeError as e:
    print(e)
c.close()
async def with_bad(x):
    async with x: pass
async def for_bad(x):
    async for i in x: pass
class A1:
    async def __aenter__(self): pass
class A2:
    def __aenter__(self): return 3
    def __aexit__(self, *a): return 4
class B1:
    def __aiter__(self): return 3
class B2:
    def __aiter__(self): return self
    def __anext__(self): return 3
for f, x in ((with_bad, 3), (with_bad, A1()), (with_bad, A2()), (for_bad, 3), (for_bad, B1()), (for_bad, B2())):
    try:
        run(f(x))
    except TypeError as e:
        print(e, repr(e.__cause__))
    except AttributeError as e:
        print("AE", e)
