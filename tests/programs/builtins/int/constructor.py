def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


class I:
    def __int__(self): return 3
class X:
    def __index__(self): return 4
class B:
    def __int__(self): return 'x'
attempt(lambda: (int(), int(3.9), int(-3.9), int(True), int(I()), int(X()), int(1e30)))
attempt(lambda: int(B()))
attempt(lambda: int([]))
attempt(lambda: int(None))
attempt(lambda: int(1, 2))
attempt(lambda: int(1, 2, 3))
attempt(lambda: int(base=3))
attempt(lambda: int(x=1))
attempt(lambda: int(float('inf')))
attempt(lambda: int(float('nan')))
