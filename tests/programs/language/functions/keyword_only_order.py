def f(a, *args, b=2, c, **kw): return a, args, b, c, kw
print(f(1, c=3), f(1, 2, 3, c=4, b=5, z=6, y=7))
def g(**kw): return list(kw.items())
print(g(z=1, a=2, m=3))
def h(a, b=[]): b.append(a); return b
print(h(1), h(2))
