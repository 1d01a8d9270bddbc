# Copies of exceptions keep the attributes of the original.
import copy
class K(Exception):
    def __init__(self, b=1): self.b = b
o = K(5)
print(o.__reduce__(), o.__reduce_ex__(2))
K.__init__ = lambda self, *a: None
print(o.__reduce__(), copy.copy(o).__dict__)
class M(OSError):
    def __init__(self, *a): self.z = 3
m = M(1, 'x'); print(m.__reduce__())
class I(ImportError): pass
i = I('a', name='n'); i.q = 2; print(i.__reduce__())
class A(AttributeError): pass
i = A('a', name='n'); i.q = 2; print(i.__reduce__())
class S(SyntaxError): pass
s = S('a'); s.q = 2; print(s.__reduce__())
e = ValueError(1); e.add_note('n'); print(e.__reduce__())
