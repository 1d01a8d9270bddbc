# The slot of a removed item is used again by the next item whose probing passes it.
s = {0, 8}
s.discard(0); s.add(16); print(s)
s = set()
for x in (0, 8, 16): s.add(x)
s.discard(0); s.discard(8)
s.add(24); s.add(32); print(s)
s = set(range(0, 64, 8))
for x in (8, 24, 40): s.remove(x)
s.update([72, 80, 88]); print(s, {-1, -2, 0, 2**61, 2**62, 10**20})
