for base in (2**31, 2**62, 2**63, 2**64):
    for d in (-1, 0, 1):
        n = base + d
        print(n, n + n, n - 2 * n, n * n, -n, n // 3, n % 1000, n >> 3, n << 2, n & 0xFFFF, n | 1, n ^ n + 1, ~n, n == base)
