class A: pass
def init(o, v):
    o.a = v
    o.b = v + 1
    o.c = v + 2
    return o
objs = [init(A(), i) for i in range(5)]
print([o.__dict__ for o in objs][-1])
class B:
    def __setattr__(self, n, v): object.__setattr__(self, n, v * 10)
class C:
    __slots__ = ('a', 'b', 'c')
class D:
    @property
    def a(self): return self._a
    @a.setter
    def a(self, v): self._a = -v
for cls in (A, B, C, D, A):
    o = init(cls(), 1)
    print(o.a, o.b, o.c)
A.a = property(lambda s: 'p', lambda s, v: print('setter', v))
o = init(A(), 7)
print(o.a, o.__dict__)
