def f(a, *args, k=1, **kw):
    def g():
        return a, args, k, kw
    a = a * 2
    return g


print(f(1, 2, 3, k=4, z=5)())
