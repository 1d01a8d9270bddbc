# complex() and float() of objects whose classes derive from numbers.
class F(float):
    def __float__(self): return 0.5
class I(int):
    def __float__(self): return 0.5
    def __complex__(self): return 2j
class I2(int):
    def __index__(self): return 9
class C(complex):
    def __complex__(self): return 2j
class C2(complex): pass
class F2(float):
    def __complex__(self): return 2j
class S(str):
    def __complex__(self): return 2j
class C3(complex):
    def __float__(self): return 2.5
for v in (F(1), I(1), I2(1), C(1), C2(1), F2(1), S('1'), C3(1)):
    for f in (complex, lambda v: complex(v, v), lambda v: complex(1, v), lambda v: complex(v, 1), float, lambda v: round(v), lambda v: v+0):
        try: r=f(v); print(type(v).__name__, type(r).__name__, r)
        except Exception as e: print(type(v).__name__, e)
