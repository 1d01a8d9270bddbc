def f(a, b, c, d, e, f, g, h, i, j): return [a, b, c, d, e, f, g, h, i, j]
print(f(1, 2, 3, 4, 5, 6, 7, 8, 9, 10), f(*range(10)), f(1, 2, 3, 4, 5, 6, 7, 8, j=10, i=9))
def g(a=1, b=2, c=3, d=4, e=5, f=6, g=7, h=8, i=9, *r, **k): return (a, i, r, k)
print(g(), g(0, i=3), g(*range(12), z=1))
class C:
    def m(self, a, b, c, d, e, f, g, h, i=9): return self, i
    def n(self, *a, **k): return a, k
c = C()
print(c.m(1, 2, 3, 4, 5, 6, 7, 8)[1], c.n(1, x=2))
try: f(1)
except TypeError as e: print(e)
