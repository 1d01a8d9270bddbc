class A:
    def __lt__(self, o): return 'A<'
    def __gt__(self, o): return 'A>'
class B(A):
    def __gt__(self, o): return 'B>'
print(A() < 1, 1 < A(), A() < B(), A() == A(), A() != 1)
class E:
    def __eq__(self, o): return NotImplemented
e = E()
print(e == e, e == 1, e != e)
for f in [lambda: 1 < 'a', lambda: [] >= {}, lambda: None < None, lambda: object() <= 1, lambda: {} < {}]:
    try: f()
    except TypeError as ex: print(ex)
class T:
    def __bool__(self): return 3
try: bool(T())
except TypeError as ex: print(ex)
class L:
    def __len__(self): return -1
for f in (bool, len):
    try: f(L())
    except ValueError as ex: print(ex)
