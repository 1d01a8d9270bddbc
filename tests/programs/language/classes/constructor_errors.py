class A: pass
class B:
    def __init__(self, x): pass
class C:
    def __new__(cls, x): return object.__new__(cls)
class D:
    def __init__(self): return 3
tests = [lambda: A(1), lambda: A(x=1), lambda: B(), lambda: B(1, 2), lambda: C(), lambda: D(), lambda: object(1),
         lambda: object.__new__(A, 1), lambda: object.__new__(3), lambda: object.__new__(int), lambda: int.__new__(str), lambda: int.__new__()]
for f in tests:
    try: print(f())
    except TypeError as e: print(e)
