def f(g, a):
    g()
    g(1, x=2)
    g(*a)
    g(1, *a, x=1, **a)
    g.m(1, *a)
    g.m(1, k=2)
