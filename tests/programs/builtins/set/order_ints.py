print({5, 3, 8, 1}, set(range(20, 0, -3)), {i * 7 for i in range(30)}, set([100, 33, 65, 9, 17, 1]))
print({-1, -2, 0, 2**61, 2**62, 10**20}, {1.5, 2, 3.25, -0.5}, {(i, i * i) for i in range(12)}, {True, 2, 0})
s = {9, 17, 25}; s |= {1, 33}; s.discard(17); s.add(41); print(s)
