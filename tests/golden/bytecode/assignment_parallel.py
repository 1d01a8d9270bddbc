def f(a, b, c):
    a, b = b, a
    a, b, c = c, a, b
    (a, b), *c = d = c
