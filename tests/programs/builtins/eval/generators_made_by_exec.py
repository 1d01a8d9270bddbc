exec('''
def numbers(n):
    try:
        for i in range(n):
            got = yield i
            if got: print("got", got)
    except KeyError as error:
        print("key", error)
        yield "recovered"
    finally:
        print("closed")
def delegate(n):
    result = yield from numbers(n)
    return result
async def coroutine():
    async with Manager() as m:
        return [x async for x in m]
class Manager:
    async def __aenter__(self): return self
    async def __aexit__(self, *args): print("exit")
    async def __aiter__(self):
        for i in range(3): yield i
''')
g = numbers(5)
print(next(g), g.send("a"), g.throw(KeyError("k")))
g.close()
print(list(delegate(2)))
try:
    coroutine().send(None)
except StopIteration as stop:
    print(stop.value)
