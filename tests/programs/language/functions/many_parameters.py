def f(a, b, c, d, e, g, h, i, j, k, l, m=12, *rest, n=14, **kw):
    return sum((a, b, c, d, e, g, h, i, j, k, l, m)), rest, n, kw


print(f(*range(11)), f(*range(13), n=1, z=2))
