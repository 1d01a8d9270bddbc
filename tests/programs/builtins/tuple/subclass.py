class P(tuple):
    def __new__(cls, x, y): return super().__new__(cls, (x, y))
    @property
    def x(self): return self[0]
p = P(3, 4)
p.extra = 'e'
print(p, p.x, p.extra, len(p), p == (3, 4), hash(p) == hash((3, 4)), type(p + ()), type(p[:]), tuple(p), type(tuple(p)), p[1])
