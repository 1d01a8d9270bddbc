x = "outer"
print([x for x in range(3)], x)
print([(a, b) for a in range(3) for b in range(a)])
print([[r * c for c in range(3)] for r in range(3)])


class C:
    y = 5
    values = [y for _ in range(2)] if False else [v for v in range(y)]


print(C.values)
fs = [lambda: i for i in range(3)]
print([f() for f in fs])
