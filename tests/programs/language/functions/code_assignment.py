def f(x): return x + 1
def g(x): return x * 100
h = f
print(h(2))
f.__code__ = g.__code__
print(h(2))
def outer(k):
    def inner(): return k
    return inner
try: f.__code__ = outer(1).__code__
except ValueError as e: print(e)
