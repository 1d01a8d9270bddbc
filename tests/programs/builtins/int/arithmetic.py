for a in (7, -7, 10**20, -10**20, 2**62, -2**62):
    for b in (2, -2, 3, 10**19, -2**62):
        print(a + b, a - b, a * b, a // b, a % b, divmod(a, b))
