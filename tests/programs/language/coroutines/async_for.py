def run(coro):
    try:
        while True:
            coro.send(None)
    except StopIteration as e:
        return e.value
class Count:
    def __init__(self, n): self.i, self.n = 0, n
    def __aiter__(self): return self
    async def __anext__(self):
        if self.i >= self.n:
            raise StopAsyncIteration
        self.i += 1
        return self.i
async def main():
    async for x in Count(3):
        print(x)
    else:
        print("else")
    async for x in Count(5):
        if x == 2:
            break
    else:
        print("not reached")
    print([x async for x in Count(3)], {x: x async for x in Count(2)}, {x async for x in Count(2) if x > 1})
    g = (x * 2 async for x in Count(3))
    print([y async for y in g])
    return "ok"
print(run(main()))
