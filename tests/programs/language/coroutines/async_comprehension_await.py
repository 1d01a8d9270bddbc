def run(coro):
    try:
        while True:
            coro.send(None)
    except StopIteration as e:
        return e.value
async def double(x): return x * 2
async def main():
    print([await double(x) for x in range(3)])
    print({await double(x): await double(x + 1) for x in range(2)})
    g = (await double(x) for x in range(3))
    print(type(g).__name__, [x async for x in g])
    return [await f for f in [double(5), double(6)]]
print(run(main()))
