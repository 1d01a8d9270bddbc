def f(a):
    if a is None:
        return 1
    elif not a:
        return 2
    elif a is not None and a > 1:
        pass
    else:
        return 3
