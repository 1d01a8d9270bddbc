# numeric: function calls, generator expressions and floats
def a(i, j):
    return 1.0 / ((i + j) * (i + j + 1) // 2 + i + 1)


def mul(v):
    n = len(v)
    return [sum(a(i, j) * v[j] for j in range(n)) for i in range(n)]


def mul_t(v):
    n = len(v)
    return [sum(a(j, i) * v[j] for j in range(n)) for i in range(n)]


def norm(n):
    u = [1.0] * n
    v = u
    for _ in range(5):
        v = mul_t(mul(u))
        u = mul_t(mul(v))
    vbv = sum(x * y for x, y in zip(u, v))
    vv = sum(y * y for y in v)
    return (vbv / vv) ** 0.5


print(f"{norm(400):.9f}")
