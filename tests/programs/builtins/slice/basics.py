def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


s = slice(1, 10, 2)
print(s, slice(5), slice(None), s.start, s.stop, s.step, s == slice(1, 10, 2), s < slice(1, 11), s != slice(1))
for sl in (slice(None), slice(2, 8), slice(-3, None), slice(None, None, -1), slice(100, -100, -3), slice(10**30), slice(None, -10**30, -2)):
    print(sl.indices(10), sl.indices(0))
attempt(lambda: hash(s))
attempt(lambda: slice())
attempt(lambda: slice(1, 2, 0).indices(5))
attempt(lambda: slice('a').indices(5))
attempt(lambda: s.indices(-1))
attempt(lambda: [1][slice('a')])
print(slice(1, 2).indices(10**30), slice(-1, None).indices(10**30))
