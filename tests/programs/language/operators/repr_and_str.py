class A:
    def __repr__(self): return 'A-repr'
class B(A):
    def __str__(self): return 'B-str'
    def __format__(self, spec): return 'fmt:' + spec
print(A(), str(A()), [B()], str(B()), f'{B():x} {B()!r} {B()!s} {A()}')
class C:
    def __repr__(self): return 3
try: repr(C())
except TypeError as e: print(e)
class D:
    def __str__(self): return None
try: str(D())
except TypeError as e: print(e)
try: format(A(), 'x')
except TypeError as e: print(e)
l = []; l.append(l)
print(l)
