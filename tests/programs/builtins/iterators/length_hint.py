import operator
for it in (iter([1, 2, 3]), iter((1, 2)), iter(range(4)), iter({1: 2}), iter({5}), reversed([1, 2]), iter('abc')):
    a = operator.length_hint(it); next(it)
    print(type(it).__name__, a, operator.length_hint(it))
