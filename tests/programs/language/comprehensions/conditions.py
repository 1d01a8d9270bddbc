print([x for x in range(20) if x % 2 if x % 3])
print({k: v for k, v in zip("abc", range(3)) if v})
print(sorted({len(w) for w in "a bb cc ddd".split()}))
print(list(x * y for x in (1, 2) for y in (10, 20) if x != 2 or y != 10))
