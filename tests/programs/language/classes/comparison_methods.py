class V:
    def __init__(self, n): self.n = n
    def __eq__(self, o): return isinstance(o, V) and self.n == o.n
    def __lt__(self, o): return self.n < o.n
    def __repr__(self): return f'V({self.n})'
print(V(1) == V(1), V(1) != V(1), V(1) == 1, V(1) < V(2), V(1) > V(2))
print(sorted([V(3), V(1), V(2)]), max(V(1), V(5)), V(2) in [V(1), V(2)])
try: V(1) <= V(2)
except TypeError as e: print(e)
try: hash(V(1))
except TypeError as e: print(e)
print(V.__hash__)
