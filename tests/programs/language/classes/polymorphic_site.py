class A:
    def __init__(self): self.v = 1
    def f(self): return 'A'
class B:
    def __init__(self): self.w = 0; self.v = 2
    def f(self): return 'B'
class C(A):
    def f(self): return 'C' + super().f()
class D:
    v = 4
    @staticmethod
    def f(): return 'D'
class E:
    @property
    def v(self): return 5
    def __getattr__(self, n): return lambda: 'E' + n
class F:
    __slots__ = ('v',)
    def __init__(self): self.v = 6
    def f(self): return 'F'
objs = [A(), B(), C(), D(), E(), F()]
for _ in range(3):
    print([o.v for o in objs], [o.f() for o in objs])
