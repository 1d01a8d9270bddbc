def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


class P:
    __match_args__ = ('x', 'y')
    def __init__(self, x, y): self.x, self.y = x, y
def m(v):
    match v:
        case []: return 'empty'
        case [1, *rest]: return f'one {rest}'
        case (a, b): return f'pair {a} {b}'
        case {'k': k, **rest}: return f'map {k} {rest}'
        case {}: return 'some map'
        case P(0, y=y): return f'P0 {y}'
        case P(x, y): return f'P {x} {y}'
        case int(n) | float(n): return f'num {n}'
        case str() as s: return f'str {s}'
        case _: return 'other'
for v in ([], [1, 2, 3], (4, 5), {'k': 1, 'z': 2}, {'q': 1}, P(0, 5), P(1, 2), 3, 2.5, 'ab', None, b'x', range(2), [9], {1, 2}):
    print(m(v))
