class CM:
    def __init__(self, name, swallow=False):
        self.name, self.swallow = name, swallow
    def __enter__(self):
        print("enter", self.name)
        return self.name
    def __exit__(self, t, v, tb):
        print("exit", self.name, t and t.__name__, v, tb is not None)
        return self.swallow
with CM("a") as a, CM("b"):
    print(a)
with CM("swallow", True):
    raise ValueError("gone")
try:
    with CM("outer"):
        with CM("inner"):
            raise KeyError("k")
except KeyError as e:
    print("caught", e)
def f():
    for i in range(3):
        with CM(i):
            if i == 1:
                return "returned"
print(f())
for i in range(2):
    with CM("c"):
        continue
with (CM("p") as p, CM("q") as q):
    print(p, q)
