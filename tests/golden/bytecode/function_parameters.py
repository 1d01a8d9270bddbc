def f(a, b=1, /, c=x, *d, e, g=2, **h):
    """doc"""
    return a
