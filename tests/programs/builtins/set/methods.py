def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


s = {1, 2, 3}
s.add(4); s.discard(9); s.remove(1); print(sorted(s), len(s), 2 in s, 9 in s)
print(s.isdisjoint({7}), s.issubset(range(9)), s.issuperset([2]), s <= {2, 3, 4}, s < {2, 3, 4}, s > {2}, s == {4, 3, 2}, s != set())
attempt(lambda: s.remove(99))
attempt(lambda: set().pop())
attempt(lambda: s.add([]))
attempt(lambda: s | [1])
attempt(lambda: s < [1])
attempt(lambda: hash(s))
attempt(lambda: {1} <= 5)
attempt(lambda: s.update(5))
s.clear(); print(s, frozenset())
