class N(int):
    def __repr__(self): return f'N({int(self)})'
a = N(5)
b = N(10**30)
a.x = 1
print(a, b, a + 1, type(a + 1), type(-b), b // 10**29, a.x, a == 5, hash(a) == hash(5), [10, 20, 30, 40, 50, 60][a], type(int(b)))
print(isinstance(True, int), True + True, -True, type(+True), True.bit_length(), N('12'), N(), N('ff', 16))
