import random
random.seed(5)
def check(a):
    b = sorted(a)
    return len(b) == len(a) and all(x <= y for x, y in zip(b, b[1:]))
n = 1000
print(check(list(range(n))), check(list(range(n, 0, -1))), check([i % 7 for i in range(n)]))
print(check([i ^ 0x155 for i in range(n)]), check(list(range(500)) + list(range(500))), check([1] * n))
print(check([str(i * 7919 % 1009) for i in range(n)]), check([(i * 31 % 17, -i) for i in range(n)]), check([i * 0.37 % 1 for i in range(n)]))
