d = {1: 'a', 2: 'b', 3: 'c'}
it = iter(d.items())
print(it.__length_hint__(), next(it), it.__length_hint__(), list(it), it.__length_hint__(), next(it, None))
print(list(map(list, (d.keys(), d.values()))), [k for k in d], {v: k for k, v in d.items()}, max(d, key=d.get), min(d.items()))
