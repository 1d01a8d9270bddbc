for a in (7.5, -7.5, 0.0, 1e300):
    for b in (2, -2.0, 0.5, True, -1e300):
        print(a + b, a - b, a * b, a / b, a // b, a % b, divmod(a, b))
print(5 % 3.5, -5 % 3.5, 5 % -3.5, 1e300 * 1e10, 0.0 % -1.0, -0.0 // 1)
