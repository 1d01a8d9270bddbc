def f(a):
    return [x + y for x in a for y in (z := x, a)]
