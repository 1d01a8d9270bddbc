from fractions import Fraction as F

print(F(3, 6), F("0.125"), F(" -7/21 "), F(2.5), F(1, 3) + F(1, 6), F(1, 3) * 3, F(1, 3) / F(2, 5), F(7, 2) // 1, F(7, 2) % 1)
print(F(1, 3) ** 2, F(4, 9) ** 0.5, -F(1, 2), abs(F(-1, 2)), F(1, 2) < 0.75, F(1, 2) == 0.5, hash(F(1, 2)) == hash(0.5))
print(F(22, 7).limit_denominator(5), round(F(7, 3), 2), round(F(5, 2)), float(F(1, 8)), int(F(9, 4)), F(3, 4).numerator, repr(F(5)))
print(F.from_float(0.75), F(10, 4).as_integer_ratio(), divmod(F(7, 2), F(2, 3)), F(1, 3) + 0.5)
for f in (lambda: F(1, 0), lambda: F("x"), lambda: F(1.5, 2)):
    try:
        f()
    except (ZeroDivisionError, ValueError, TypeError) as e:
        print(type(e).__name__, e)
