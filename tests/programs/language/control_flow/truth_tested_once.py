class T:
    def __init__(self, v): self.v, self.n = v, 0
    def __bool__(self): self.n += 1; return self.v
    def __repr__(self): return f'T({self.v}, {self.n})'
a, b, c = T(False), T(True), T(True)
print((a and b) or c, a, b, c)
print((a or b) and c, a, b, c)
if not (a and b) or c: print('yes', a, b, c)
print(a if b else c, a, b, c)
