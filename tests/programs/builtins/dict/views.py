def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


d = {'a': 1, 'b': 2}
k, v, i = d.keys(), d.values(), d.items()
print(k, v, i, len(k), 'a' in k, 1 in v, ('a', 1) in i, ('a', 2) in i)
d['c'] = 3
print(k, list(v), sorted(i), k == {'a', 'b', 'c'}, k >= {'a'}, k < {'a'}, k.isdisjoint({'z'}), k.mapping)
print(sorted(k & {'a', 'z'}), sorted(k | {'z'}), sorted(k - {'a'}), sorted(k ^ {'a', 'z'}), sorted(i & {('a', 1)}), sorted({'a', 'q'} - k))
attempt(lambda: v == d.values())
attempt(lambda: v & {1})
attempt(lambda: hash(k))
print(type(k), type(iter(k)), type(iter(v)), type(iter(i)), type(reversed(k)))
