def f(a, b=2, /, c=3, *, d=4):
    return a, b, c, d


print(f(1), f(1, 5), f(1, 5, c=7, d=8))
for call in (lambda: f(a=1), lambda: f(1, b=3), lambda: f()):
    try:
        call()
    except TypeError as e:
        print(e)


def g(a, /, **kw):
    return a, kw


print(g(1, a=2))
