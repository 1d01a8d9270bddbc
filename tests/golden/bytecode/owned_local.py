def f(a, p):
    g = a(1)
    file = open(p, encoding="ascii")
    escapes = a(2)
    for x in g:
        if x:
            return next(g)
    print(a, file=file)
    g = escapes
    return len([line for line in open(p).read()])


def later(a):
    for x in a:
        if x:
            return
        y = x
        g = a()
