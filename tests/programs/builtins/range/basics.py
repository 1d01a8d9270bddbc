def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


r = range(2, 20, 3)
print(r, list(r), len(r), r[0], r[-1], r[1:4], r[::-1], r[::2], 5 in r, 6 in r, 5.0 in r, 'x' in r, r.index(8), r.count(8), r.start, r.stop, r.step)
print(range(5), range(0), list(range(5, 0, -2)), range(3) == range(0, 3, 1), range(0) == range(2, 2), range(0, 3, 2) == range(0, 4, 2), hash(range(3)) == hash(range(0, 3)), bool(range(0)))
attempt(lambda: range(0, 1, 0))
attempt(lambda: range())
attempt(lambda: range(1.5))
attempt(lambda: r[100])
attempt(lambda: r['x'])
attempt(lambda: r.index(9))
attempt(lambda: r.index('x'))
attempt(lambda: range(3) < range(4))
