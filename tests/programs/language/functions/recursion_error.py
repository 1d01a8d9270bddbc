def f(n): return f(n + 1)
try: f(0)
except RecursionError as e: print(type(e).__name__, e)
class A:
    def __repr__(self): return repr(self)
try: repr(A())
except RecursionError as e: print('RecursionError')
class B:
    def __getattr__(self, n): return getattr(self, n + 'x')
try: B().q
except RecursionError as e: print('RecursionError')
