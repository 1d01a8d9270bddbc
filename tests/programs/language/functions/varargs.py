def f(*args, **kw):
    return args, kw


def g(a, *args, b=1, **kw):
    return a, args, b, kw


print(f(), f(1, 2), f(x=1), f(1, *[2, 3], y=4, **{"z": 5}))
print(g(1), g(1, 2, 3, b=4, c=5), g(*"ab", **{"b": 2}))
for call in (lambda: g(), lambda: g(1, a=2), lambda: f(**{"x": 1}, **{"x": 2}), lambda: f(**{1: 2}), lambda: f(*5), lambda: f(**5)):
    try:
        call()
    except TypeError as e:
        print(e)
