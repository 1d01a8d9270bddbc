def g(a, b, c, d, e, f, h, i, j, k=10, *args, m=5, **kw):
    total = a + b + c + d + e + f + h + i + j + k + m
    yield total
    def inner():
        nonlocal total
        total += 1
        return total
    yield inner()
    yield args, sorted(kw.items()), total
print(list(g(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, m=1, z=1, y=2)))
def pairs(n):
    for i in range(n):
        for j in range(i):
            x = [i, j, (yield i * j)]
            if x[2]:
                print(x)
p = pairs(4)
print(next(p), p.send("a"), p.send(None), list(p))
