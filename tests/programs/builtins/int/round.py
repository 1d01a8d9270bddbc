for n in (0, 5, 15, 25, -15, -25, 12345, 10**30 + 5 * 10**9):
    print(round(n), round(n, 2), round(n, -1), round(n, -2), round(n, -10), round(n, -40))
