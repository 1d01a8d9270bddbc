def shown(reduced):
    return tuple(x.__name__ if callable(x) else x for x in reduced)


for it in [iter([1, 2]), reversed([1, 2]), iter((1, 2)), iter('ab'), iter('\u20ac'), iter(b'ab'), iter(bytearray(b'ab')),
           reversed('ab'), iter(range(3, 9, 2)), iter(range(2**70, 2**70 + 2)), reversed(range(3)), iter({1: 2}),
           iter({1: 2}.items()), reversed({1: 2, 3: 4}), iter({7}), iter(int, 1)]:
    print(type(it).__name__, shown(it.__reduce__()), end=' ')
    next(it)
    print(shown(it.__reduce__()), end=' ')
    if type(it).__name__ != 'callable_iterator':
        list(it)
        print(shown(it.__reduce__()), end='')
    print()
for sequence in [1, 2, 3], 'abc', b'abc', range(5), range(2**70, 2**70 + 3):
    for make in iter, reversed:
        for state in -5, -1, 1, 3, 10:
            it = make(sequence)
            it.__setstate__(state)
            print(state, it.__reduce__()[2:], list(it), end=' ')
        print()
