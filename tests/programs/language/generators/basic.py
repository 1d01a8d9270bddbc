def count(n):
    i = 0
    while i < n:
        yield i
        i += 1
print(list(count(4)), sum(count(5)), [x * 2 for x in count(3)])
g = count(2)
print(next(g), next(g), next(g, "end"), next(g, "end"))
try:
    next(g)
except StopIteration as e:
    print("stop", e.value, e.args)
print(iter(g) is g, type(g))
