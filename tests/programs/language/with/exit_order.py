class M:
    def __init__(self, n, swallow=False): self.n, self.swallow = n, swallow
    def __enter__(self): print('enter', self.n); return self
    def __exit__(self, t, v, tb): print('exit', self.n, t and t.__name__, v); return self.swallow
with M(1) as a, M(2) as b: print(a.n, b.n)
with M(3, True), M(4): raise ValueError('x')
try:
    with M(5): 1 / 0
except ZeroDivisionError as e: print('out', e)
def f():
    for i in range(3):
        with M(i):
            if i == 0: continue
            if i == 1: return 'returned'
print(f())
with (M(6) as c, M(7)): pass
