class A:
    def f(self, x): return (self.n, x)
a = A(); a.n = 1
m = a.f
print(m(2), m.__self__ is a, m.__func__ is A.f, m.__name__, a.f == a.f, a.f is a.f, hash(a.f) == hash(a.f))
a.n = 5
print(m(3))
import types
print(types.MethodType(lambda self, y: y, a)(9))
b = A(); b.n = 2
b.g = m
print(b.g(1), A.f(b, 4))
try: types.MethodType(3, a)
except TypeError as e: print(e)
