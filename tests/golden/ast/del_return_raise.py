del a, (b, c), [d], e.f, g[h]
del (a)
def f():
    return
    return a, *b
raise
raise A
raise A from b
assert a
assert a, b
global x, y
