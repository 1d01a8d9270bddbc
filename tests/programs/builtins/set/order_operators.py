a = {i * 11 % 97 for i in range(40)}
b = {i * 7 % 89 for i in range(25)}
print(a | b, a & b, a - b, a ^ b, b - a, b ^ a, b & a)
a &= b; print(a)
b -= {0, 7, 14}; print(b)
b ^= {7, 8, 9}; print(b, a.union([1, 2], (3,)), b.intersection(range(50), range(40)), b.difference([1], [8]), b.symmetric_difference(range(9)))
