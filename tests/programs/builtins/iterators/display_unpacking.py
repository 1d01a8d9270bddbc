def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


print([*'ab', *range(2)], (*[1], 2), sorted({*'a', 'b'}), {**{'a': 1}, 'b': 2, **{'a': 3}}, [*{}, *()])
attempt(lambda: [*5])
attempt(lambda: {**[1]})
attempt(lambda: (*None,))
def f(*args, **kw): return args, kw
print(f(*[1, 2], 3, *'a', x=1, **{'y': 2}))
attempt(lambda: f(**{'x': 1}, **{'x': 2}))
attempt(lambda: f(x=1, **{'x': 2}))
attempt(lambda: f(**5))
attempt(lambda: f(*5))
attempt(lambda: f(**{1: 2}))
