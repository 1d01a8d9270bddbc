class K:
    def __init__(self, n): self.n = n
    def __hash__(self): return hash(self.n)
    def __eq__(self, o): return self.n == o.n
d = {K(1): 'a'}
print(d[K(1)], K(2) in d, len({K(1), K(1), K(2)}))
class H:
    def __hash__(self): return 'x'
try: hash(H())
except TypeError as e: print(e)
class N(K):
    __hash__ = None
try: {N(1): 1}
except TypeError as e: print(e)
class Big:
    def __hash__(self): return 2**100
print(hash(Big()) == hash(2**100))
