def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


a, b = 3 + 4j, 1 - 2j
print(a + b, a - b, a * b, a / b, a ** 2, a ** -1, a ** 0, -a, +a, abs(a), 2 * a, a + 1.5, 1 - a, a / 2)
print(a == 3 + 4j, a != b, 5 == 5 + 0j, 5.5 == 5.5 + 0j, bool(0j), hash(a) == hash(3 + 4j), a.conjugate(), a.real, a.imag)
attempt(lambda: a / 0)
attempt(lambda: 0j ** -1)
attempt(lambda: a < b)
attempt(lambda: a // 2)
attempt(lambda: pow(a, 2, 3))
