class A:
    def f(self): return 1
class B(A): pass
b = B()
def call(): return b.f()
print([call() for _ in range(3)])
A.f = lambda self: 2
print(call())
B.f = lambda self: 3
print(call())
del B.f
print(call())
b.f = lambda: 4
print(call())
del b.f
print(call())
