class C:
    def __init__(self): self._x = 0
    @property
    def x(self):
        "doc of x"
        return self._x
    @x.setter
    def x(self, v): self._x = v * 2
    @x.deleter
    def x(self): self._x = 'deleted'
    @property
    def ro(self): return 1
c = C()
c.x = 4
print(c.x, C.x.__doc__, C.x.fget.__name__)
del c.x
print(c.x)
for f in [lambda: setattr(c, 'ro', 1), lambda: delattr(c, 'ro')]:
    try: f()
    except AttributeError as e: print(e)
class D:
    w = property(None, lambda self, v: None)
try: D().w
except AttributeError as e: print(e)
class E(C):
    @C.x.getter
    def x(self): return 'E'
e = E(); e.x = 3
print(e.x, e._x)
