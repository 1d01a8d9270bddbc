class C:
    n = 0

    @classmethod
    def make(cls, v):
        c = cls()
        c.v = v
        return c

    @staticmethod
    def add(a, b):
        return a + b

    @property
    def double(self):
        return self.v * 2

    @double.setter
    def double(self, x):
        self.v = x / 2

    @double.deleter
    def double(self):
        del self.v


c = C.make(4)
print(c.double, C.add(1, 2), c.add(3, 4))
c.double = 10
print(c.v)
del c.double
try:
    c.double
except AttributeError as e:
    print(e)
