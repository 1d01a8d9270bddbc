def f(a):
    return sum(x * x for x in a if x)
