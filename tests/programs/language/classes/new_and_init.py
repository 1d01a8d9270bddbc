class A:
    def __new__(cls, *args):
        self = super().__new__(cls)
        self.new_args = args
        return self
    def __init__(self, *args): self.init_args = args
a = A(1, 2)
print(a.new_args, a.init_args)
class B:
    def __new__(cls): return 5
    def __init__(self): print('never')
print(B())
class C(int):
    def __new__(cls, x): return super().__new__(cls, x * 2)
c = C(4)
c.attr = 'yes'
print(c, c + 1, c.attr, type(c).__name__, isinstance(c, int))
