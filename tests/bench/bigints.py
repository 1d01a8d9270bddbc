# big ints: factorials, fibonacci numbers, modular powers, decimal conversion
def pidigits(count):
    q, r, t, k, n, l = 1, 0, 1, 1, 3, 3
    digits = []
    while len(digits) < count:
        if 4 * q + r - t < n * t:
            digits.append(str(n))
            nr = 10 * (r - n * t)
            n = ((10 * (3 * q + r)) // t) - 10 * n
            q *= 10
            r = nr
        else:
            nr = (2 * q + r) * l
            nn = (q * (7 * k) + 2 + (r * l)) // (t * l)
            q *= k
            t *= l
            l += 2
            k += 1
            n = nn
            r = nr
    return "".join(digits)


def factorial(n):
    result = 1
    for i in range(2, n + 1):
        result *= i
    return result


print(pidigits(2500)[-20:])
print(len(hex(factorial(12000))), len(str(factorial(1200))))
p = (1 << 521) - 1
print(pow(3, p - 1, p), sum(pow(7, i, 10 ** 40 + 121) for i in range(6000)) % 1000007)
