import weakref, gc
class A: pass
a = A()
r = weakref.ref(a)
print(r() is a, weakref.ref(a) is r, r == weakref.ref(a))
try: weakref.ref(3)
except TypeError as e: print(e)
class S: __slots__ = ()
try: weakref.ref(S())
except TypeError as e: print(e)
