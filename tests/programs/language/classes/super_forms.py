class A:
    def f(self): return 'A.f'
    @classmethod
    def c(cls): return 'A.c ' + cls.__name__
    @staticmethod
    def s(): return 'A.s'
    @property
    def p(self): return 'A.p'
    x = 1
class B(A):
    def f(self): return super(B, self).f() + super().f()
    @classmethod
    def c(cls): return super().c()
    def s(self): return super().s()
    @property
    def p(self): return super().p + '!'
    def y(self): return super().x
b = B()
print(b.f(), B.c(), b.c(), b.s(), b.p, b.y())
print(super(B, B).c(), super(B, b).__self__ is b, super(B, b).__thisclass__.__name__)
