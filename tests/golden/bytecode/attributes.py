def f(a):
    a.b.c = a.d
    del a.e
    a.f += 1
