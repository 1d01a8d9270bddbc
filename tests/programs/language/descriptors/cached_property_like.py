class lazy:
    def __init__(self, f): self.f = f
    def __set_name__(self, o, n): self.n = n
    def __get__(self, o, t):
        if o is None: return self
        v = o.__dict__[self.n] = self.f(o)
        print('computed')
        return v
class A:
    @lazy
    def x(self): return 42
a = A()
print(a.x, a.x, a.__dict__)
