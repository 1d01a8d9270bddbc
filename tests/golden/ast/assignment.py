a = b = 1
a, *b = c
(a) = [b, (c, d)] = e
a.b[c] = yield_
x: int
x: int = 1
(x): int = 1
a.b: int
a[0]: str = 's'
a += 1
a.b //= 2
a[i] **= 3
x = *a, b
x = yield
