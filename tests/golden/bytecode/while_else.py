def f(a):
    while a:
        a = g(a)
        if a: break
    else:
        return 1
