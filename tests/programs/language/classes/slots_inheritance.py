class A:
    __slots__ = ('a',)
class B(A):
    __slots__ = ('b', '__dict__')
class C(B): pass
class D(A): pass
b = B(); b.a = 1; b.b = 2; b.c = 3
print(b.a, b.b, b.c, b.__dict__)
c = C(); c.a = 1; c.b = 2; c.c = 3; c.d = 4
print(c.__dict__)
d = D(); d.a = 5; d.q = 6
print(d.a, d.__dict__)
