for a, b in ((7, 2), (-7, 2), (7, -2), (-7, -2), (7.5, -2), (-1, 3), (0, 5)):
    print(a // b, a % b, divmod(a, b), a / b)
for f in (lambda: 1 / 0, lambda: 1 // 0, lambda: 1 % 0, lambda: 1.0 / 0, lambda: 1.0 // 0, lambda: 1.0 % 0, lambda: divmod(1, 0), lambda: 0 ** -1):
    try:
        f()
    except ZeroDivisionError as e:
        print(e)
