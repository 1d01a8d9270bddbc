d = {}
for i in (5, 3, 9, 1): d[i] = i
del d[3]; d[3] = 3; d[5] = 'x'
print(d, list(reversed(d)), list(reversed(d.items())), list(reversed(d.values())))
for i in range(100): d[i] = i
for i in range(0, 100, 2): del d[i]
print(list(d)[:10], len(d), next(iter(d)), next(reversed(d)))
while len(d) > 3: d.popitem()
print(d)
