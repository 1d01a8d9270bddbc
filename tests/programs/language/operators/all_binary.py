class N:
    def __getattr__(self, n): raise AttributeError(n)
ops = ['add', 'sub', 'mul', 'truediv', 'floordiv', 'mod', 'pow', 'lshift', 'rshift', 'and', 'or', 'xor', 'matmul', 'divmod']
for o in ops:
    setattr(N, f'__{o}__', lambda self, x, o=o: (o, x))
    setattr(N, f'__r{o}__', lambda self, x, o=o: ('r' + o, x))
n = N()
print(n + 1, n - 1, n * 1, n / 1, n // 1, n % 1, n ** 1, n << 1, n >> 1, n & 1, n | 1, n ^ 1, n @ 1, divmod(n, 1))
print(1 + n, 1 - n, 1 * n, 1 / n, 1 // n, 1 % n, 1 ** n, 1 << n, 1 >> n, 1 & n, 1 | n, 1 ^ n, 1 @ n, divmod(1, n))
print([1] + n if 0 else 'x' * 2, 'a' % 1 if 0 else '')
