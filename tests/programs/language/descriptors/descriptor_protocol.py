class D:
    def __get__(self, o, t=None): return (o is None, t.__name__ if t else None)
    def __set__(self, o, v): print('set', v)
    def __delete__(self, o): print('delete')
class A: d = D()
a = A()
print(a.d, A.d)
a.d = 1
del a.d
class NoDel:
    def __set__(self, o, v): pass
class B: d = NoDel()
try: del B().d
except AttributeError as e: print(e)
