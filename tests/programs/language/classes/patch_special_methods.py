class A: pass
a = A()
try: len(a)
except TypeError as e: print(e)
A.__len__ = lambda self: 7
print(len(a), bool(a))
A.__call__ = lambda self, x: x + 1
print(a(1))
del A.__call__
try: a(1)
except TypeError as e: print(e)
A.__add__ = lambda self, o: ('add', o)
print(a + 1)
class B(A): pass
A.__eq__ = lambda self, o: True
print(B() == 3, B() != 3)
