def f(a):
    b = 1
    def g():
        nonlocal b
        b = a
        class D:
            b = a
            def h(self): return b
        return lambda: b
    return g
