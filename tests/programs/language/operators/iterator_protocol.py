class It:
    def __init__(self, n): self.n = n
    def __iter__(self): return self
    def __next__(self):
        if self.n == 0: raise StopIteration
        self.n -= 1
        return self.n
print(list(It(3)), sum(It(4)), next(It(1)), next(It(0), 'end'))
class Bad:
    def __iter__(self): return 3
try: list(Bad())
except TypeError as e: print(e)
try: next(3)
except TypeError as e: print(e)
print(list(iter(lambda c=[0]: c.append(1) or len(c), 5)))
def g():
    yield from It(2)
print(list(g()))
