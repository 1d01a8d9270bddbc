print([hash(n) for n in (0, 1, -1, -2, 2**61 - 1, 2**61, -2**61, 2**64, 10**40, -10**40, True)])
print(hash(2**100) == hash(float(2**100)), hash(3) == hash(3.0) == hash(3 + 0j))
