def f(*a, **k): return a, k
for c in [lambda: f(*3), lambda: f(**3), lambda: f(**{1: 2}), lambda: f(a=1, **{'a': 2}), lambda: f(**{'a': 1}, **{'a': 2}), lambda: len(**{'obj': 1}), lambda: (3)(1)]:
    try: print(c())
    except TypeError as e: print(e)
print(f(*[1, 2], *(3,), x=1, **{'y': 2}))
