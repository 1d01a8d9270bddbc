class A:
    a = 1
    def m(self): pass
class B(A):
    def __init__(self): self.inst = 1
print([n for n in dir(B()) if not n.startswith('__')])
print(vars(B()))
class C:
    def __dir__(self): return ['z', 'a']
print(dir(C()))
try: vars(3)
except TypeError as e: print(e)
