s = set()
for i in range(60):
    s.add(i * 37 % 101)
    if i % 10 == 9: print(s)
for i in range(0, 101, 3): s.discard(i)
print(s)
s.update(range(200, 230)); print(s)
while len(s) > 40: s.pop()
print(s, s.copy(), set(s), frozenset(s))
