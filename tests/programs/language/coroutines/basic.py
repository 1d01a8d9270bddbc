def run(coro):
    try:
        while True:
            v = coro.send(None)
            print("yielded", v)
    except StopIteration as e:
        return e.value
class Awaitable:
    def __init__(self, v): self.v = v
    def __await__(self):
        x = yield self.v
        return self.v * 2
async def inner(n):
    return await Awaitable(n) + 1
async def outer():
    a = await inner(3)
    b = await inner(a)
    return a, b
print(run(outer()))
c = outer()
print(type(c), c.__name__, c.cr_running, c.cr_await, c.cr_code.co_name, c.cr_origin)
c.close()
try:
    run(c)
except RuntimeError as e:
    print(e)
