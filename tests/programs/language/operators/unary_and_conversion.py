class A:
    def __neg__(self): return 'neg'
    def __pos__(self): return 'pos'
    def __invert__(self): return 'inv'
    def __abs__(self): return 'abs'
    def __int__(self): return 5
    def __float__(self): return 2.5
    def __index__(self): return 3
    def __complex__(self): return 1j
    def __round__(self, n=None): return ('round', n)
    def __trunc__(self): return 9
    def __bool__(self): return False
a = A()
print(-a, +a, ~a, abs(a), int(a), float(a), [0, 1, 2, 3, 4][a], complex(a), round(a), round(a, 2), not a, hex(a), range(10)[a])
class B:
    def __index__(self): return 'x'
try: [1][B()]
except TypeError as e: print(e)
try: int(B())
except TypeError as e: print(e)
