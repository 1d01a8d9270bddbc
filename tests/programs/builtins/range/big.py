b = 10**30
r = range(b, b + 10, 3)
print(list(r), len(r), r[-1], b + 3 in r, r.index(b + 6), list(reversed(r)), r[1:], hash(range(10)) == hash(range(0, 10)))
print(range(-b, b, b), list(range(-b, b, b)), 5 in range(0, b, 5), range(0, b)[b // 2])
try: len(range(b))
except OverflowError as e: print(e)
print(list(range(2**62 - 2, 2**62 + 2)), list(range(2**63 - 1, 2**63 + 2)), type(iter(r)), type(iter(range(3))))
