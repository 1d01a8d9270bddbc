data = [1, 2, 3, 4]
print(sum(x * x for x in data if x % 2 == 0), max(x for x in data), any(x > 3 for x in data), all(x > 3 for x in data))
g = (x + y for x in data for y in (10, 20) if x != 2)
print(next(g), list(g))
print(", ".join(str(x) for x in data), dict((x, x * x) for x in data), tuple(x for x in ()))
def f(k):
    return (x * k for x in data)
print(list(f(3)), type(f(1)).__name__, f(1).__name__)
