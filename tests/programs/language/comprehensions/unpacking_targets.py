print([a + b for a, b in [(1, 2), (3, 4)]])
print([(a, rest) for a, *rest in ["xyz", "pq"]])
d = {}
[d.update({k: v}) for (k, v) in [("a", 1)]]
print(d, {**d, "b": 2}, [*range(3), *"ab"], (*d,))
