class X:
    __eq__ = None
    __iadd__ = None
    def __add__(self, o): return 5
class E:
    def __eq__(self, o): return True
for f in (lambda: X() == E(), lambda: E() == X(), lambda: X() != 1):
    try: print(f())
    except TypeError as e: print(e)
x = X()
try:
    x += 10; print(x)
except TypeError as e: print(e)
class N(int):
    __radd__ = None
    __lt__ = None
    __index__ = None
    __hash__ = None
    __contains__ = None
    __iter__ = None
for f in (lambda: 1 + N(), lambda: N() < 1, lambda: 1 > N(), lambda: hash(N()), lambda: 1 in N(), lambda: iter(N()), lambda: [1][N()], lambda: list(N())):
    try: print(f())
    except TypeError as e: print(e)
