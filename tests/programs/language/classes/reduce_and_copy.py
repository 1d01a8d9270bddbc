import copy
class A:
    def __init__(self): self.x = [1, 2]; self.y = 'z'
a = A()
b = copy.copy(a); c = copy.deepcopy(a)
print(b.x is a.x, c.x is a.x, c.x, c.y)
class S:
    __slots__ = ('p',)
s = S(); s.p = [3]
t = copy.deepcopy(s)
print(t.p, t.p is s.p)
class L(list): pass
l = L([1, [2]]); l.tag = 't'
m = copy.deepcopy(l)
print(m, m.tag, type(m).__name__)
print(a.__getstate__(), s.__getstate__(), object().__getstate__())
