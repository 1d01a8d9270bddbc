print(list(reversed(range(5))), list(reversed(range(1, 10, 4))), sum(range(1000)), [x for x in range(10, -10, -7)])
it = iter(range(5))
print(next(it), it.__length_hint__(), list(it), next(it, 'end'))
