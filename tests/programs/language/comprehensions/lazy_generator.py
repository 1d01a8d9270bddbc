def noisy(n):
    for i in range(n):
        print("make", i)
        yield i


g = (x * x for x in noisy(3) if x)
print("created")
print(next(g))
print(list(g))
