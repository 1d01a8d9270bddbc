class A:
    def __add__(self, o): return NotImplemented if o == 1 else ('A+', o)
    def __radd__(self, o): return ('+A', o)
class B(A):
    def __radd__(self, o): return 'B.radd'
class C(A): pass
print(A() + 2, 3 + A(), isinstance(A() + B(), str), (A() + C())[0])
try: A() + 1
except TypeError as e: print(e)
for f in [lambda: 1 + 'a', lambda: [] + (), lambda: 1 - None, lambda: 'a' * 'b', lambda: {} | 1, lambda: 2 ** 'x', lambda: print >> 3, lambda: -'a', lambda: ~1.5, lambda: +[], lambda: 1 @ 2, lambda: divmod('a', 1)]:
    try: f()
    except TypeError as e: print(e)
