def run(coro):
    try:
        while True:
            coro.send(None)
    except StopIteration as e:
        return e.value
class CM:
    def __init__(self, n, swallow=False): self.n, self.swallow = n, swallow
    async def __aenter__(self):
        print("aenter", self.n)
        return self
    async def __aexit__(self, t, v, tb):
        print("aexit", self.n, t and t.__name__, v)
        return self.swallow
async def main():
    async with CM(1) as a, CM(2, True) as b:
        print(a.n, b.n)
        raise ValueError("x")
    print("after")
    try:
        async with CM(3):
            raise KeyError("k")
    except KeyError as e:
        print("out", e)
    return "done"
print(run(main()))
