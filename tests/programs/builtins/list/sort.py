a = [5, 2, 9, -1, 5, 0]
a.sort(); print(a)
a.sort(reverse=True); print(a)
a.sort(key=abs); print(a)
a.sort(key=lambda x: -x, reverse=True); print(a)
print(sorted('hello'), sorted(['b', 'A', 'c'], key=str.lower), sorted([(1, 'b'), (1, 'a'), (0, 'z')]), sorted([True, 0.5, -3]))
print(sorted({3: 'a', 1: 'b'}), sorted([]), sorted([1]), sorted([2.5, 1, 2**70, -2**70]))
