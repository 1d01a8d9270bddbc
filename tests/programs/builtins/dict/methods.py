def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


d = {1: 'a', 2: 'b', 3: 'c'}
print(d.pop(1), d.pop(9, 'none'), d.popitem(), d, d.setdefault(5, 'e'), d.setdefault(5, 'f'), d.setdefault(6), d)
e = d.copy(); e.clear(); print(d, e)
print(dict.fromkeys('ab'), dict.fromkeys([1, 2], 0), {}.fromkeys({3}))
d.update({7: 1}); d.update([(8, 2)], x=3); d.update(y=4); print(d)
attempt(lambda: d.update(5))
attempt(lambda: d.update([1]))
attempt(lambda: d.update([(1, 2, 3)]))
attempt(lambda: d.update(1, 2))
