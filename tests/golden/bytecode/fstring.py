def f(a, w):
    return f'{a!r:>{w}} {a} {a:.2f}{{}}'
