def f(a, g):
    for x in g(a):
        if x:
            break
        elif a:
            return x
    for i, y in enumerate(g(a)):
        a(y)
    return next(g(y for y in g(a)))
