for bases in [(int, str), (list, dict), (list, tuple)]:
    try: type('X', bases, {})
    except TypeError as e: print(e)
class A: __slots__ = ('a',)
class B: __slots__ = ('b',)
try: type('X', (A, B), {})
except TypeError as e: print(e)
for base in (bool, type(None), type(len), range):
    try: type('X', (base,), {})
    except TypeError as e: print(e)
