x = 1
def f(a):
    b = 2
    return sorted(locals().items()), sorted(vars()), dir()
print(f(5))
print("x" in globals(), globals()["x"], globals() is vars(), locals() is globals())
class C:
    y = 3
    print(sorted(k for k in locals() if not k.startswith("__")))
    def m(self): pass
print([n for n in dir(C) if not n.startswith("__")], "m" in dir(C()), dir([])[-3:])
class D:
    def __dir__(self): return ["b", "a"]
print(dir(D()))
def g():
    k = 1
    def h():
        return k, sorted(locals().items())
    return h()
print(g())
globals()["created"] = 42
print(created)
