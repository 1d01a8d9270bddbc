def g(n):
    for i in range(n):
        yield i
a, b, c = g(3)
print(a, b, c)
first, *rest = g(5)
print(first, rest, [*g(2), *g(3)], {*g(3)}, (*g(2),))
print(max(*g(4)), dict(zip(g(3), g(3))))
try:
    x, y = g(3)
except ValueError as e:
    print(e)
try:
    x, y = g(1)
except ValueError as e:
    print(e)
print(3 in g(5), 9 in g(5), sorted(g(4), reverse=True), list(map(str, g(2))))
