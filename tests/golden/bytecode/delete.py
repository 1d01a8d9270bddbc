def f(a, b):
    del a, b[0], b.c
    del (x, [y])
