class CM:
    def __init__(self, n): self.n = n
    def __enter__(self):
        print("enter", self.n)
        return self.n
    def __exit__(self, *a):
        print("exit", self.n, a[0])
def g():
    with CM(1) as a, CM(2) as b:
        yield a
        yield b
    yield "out"
print(list(g()))
it = g()
next(it)
it.close()
it = g()
next(it)
try:
    it.throw(KeyError)
except KeyError:
    print("KeyError")
