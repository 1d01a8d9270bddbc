class A:
    def f(self): return __class__
    def g(self):
        def h(): return __class__.__name__
        return h()
class B(A): pass
print(A().f() is A, B().f() is A, B().g())
