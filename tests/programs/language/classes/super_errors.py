class A: pass
try: super(A, 3)
except TypeError as e: print(e)
try: super(3)
except TypeError as e: print(e)
class B(A):
    def f(self): return super().nope
try: B().f()
except AttributeError as e: print(e)
def g(): super()
try: g()
except RuntimeError as e: print(e)
