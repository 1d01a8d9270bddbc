class T:
    def __init__(self, r): self.r = r
    def __enter__(self): pass
    def __exit__(self, *a): return self.r
class Odd:
    def __bool__(self): raise ZeroDivisionError("bool")
for r in (0, 1, "", "x", None, [0], Odd()):
    try:
        with T(r):
            raise ValueError
        print("swallowed", r if not isinstance(r, Odd) else "odd")
    except ValueError:
        print("not swallowed", r)
    except ZeroDivisionError as e:
        print(e, repr(e.__context__))
