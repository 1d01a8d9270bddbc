fact = lambda n: 1 if n < 2 else n * fact(n - 1)
print(fact(30))
print((lambda a, *b, c=2, **d: (a, b, c, d))(1, 2, 3, c=4, e=5))


def ack(m, n):
    if m == 0:
        return n + 1
    if n == 0:
        return ack(m - 1, 1)
    return ack(m - 1, ack(m, n - 1))


print(ack(2, 3))
