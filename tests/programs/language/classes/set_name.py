class D:
    def __set_name__(self, owner, name): self.where = (owner.__name__, name)
    def __get__(self, obj, cls): return self.where
class A:
    x = D()
    y = D()
print(A.x, A().y)
class Bad:
    def __set_name__(self, owner, name): raise ValueError('no')
try:
    class B: z = Bad()
except RuntimeError as e:
    print(e, repr(e.__cause__))
