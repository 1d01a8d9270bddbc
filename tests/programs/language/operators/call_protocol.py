class A:
    def __call__(self, *a, **k): return a, k
a = A()
print(a(1, x=2), callable(a), callable(3), a(*[1, 2], **{'z': 3}))
a.__call__ = lambda: 'instance'
print(a())
class B:
    __call__ = A()
print(B()(5))
try: (3)()
except TypeError as e: print(e)
try: None()
except TypeError as e: print(e)
