def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


class M:
    def keys(self): return ['p', 'q']
    def __getitem__(self, k): return k * 2
print(dict(), dict(a=1), dict([('a', 1), ['b', 2]]), dict({'x': 1}, y=2), dict(M()), dict(zip('ab', [1, 2])), dict([('a', 1)], a=2), dict(['xy']))
attempt(lambda: dict(5))
attempt(lambda: dict([5]))
attempt(lambda: dict(['abc']))
attempt(lambda: dict(1, 2))
attempt(lambda: {**5})
