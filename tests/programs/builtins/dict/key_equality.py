d = {1: 'int'}
d[1.0] = 'float'; d[True] = 'bool'
print(d, d[1 + 0j])
class K:
    def __init__(self, n): self.n = n
    def __hash__(self): return self.n % 3
    def __eq__(self, o): return isinstance(o, K) and self.n == o.n
    def __repr__(self): return f'K{self.n}'
d = {K(i): i for i in range(8)}
print(d, d[K(5)], K(9) in d, d.pop(K(2)), d)
