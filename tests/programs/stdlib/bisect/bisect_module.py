import bisect

a = [1, 3, 3, 5, 9]
print(bisect.bisect(a, 3), bisect.bisect_left(a, 3), bisect.bisect_right(a, 4), bisect.bisect(a, 3, 0, 2))
bisect.insort(a, 4)
bisect.insort_left(a, 3)
print(a, bisect.bisect_left([("a", 1), ("b", 5)], 3, key=lambda r: r[1]))
try:
    bisect.bisect(a, 1, -1)
except ValueError as e:
    print(e)
