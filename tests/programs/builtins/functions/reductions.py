print(all([]), any([]), all([1, 2]), any([0, ""]), all(x < 3 for x in range(5)))
print(max(3, 1, 2), min([3, 1, 2]), max("abc"), min("b", "a"), max([], default=7), min((), default=None))
print(max(["aa", "b"], key=len), min([3, -4, 2], key=abs), max([1, 1.0, True]), max(1.0, 1))
print(sum([1, 2, 3]), sum([0.1] * 10), sum([1, 2.5]), sum([[1], [2]], []), sum(range(101)), sum([10 ** 20, 1]), sum([], 5), sum([True, True]))
print(sorted([3, 1, 2]), sorted("hello"), sorted([3, 1], reverse=True), sorted({"b": 1, "a": 2}), sorted(["bb", "a"], key=len))
for f in (lambda: max(), lambda: max([]), lambda: max(1, 2, default=3), lambda: min(3), lambda: sum("ab", ""), lambda: sum(["a"]),
          lambda: sum([b"a"], b""), lambda: sorted(3), lambda: sorted([1, "a"]), lambda: sorted([1], 2), lambda: all(3), lambda: sorted()):
    try:
        print(f())
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
