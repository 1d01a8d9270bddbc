def f(a):
    x = yield
    y = yield x
    return (yield from a)
