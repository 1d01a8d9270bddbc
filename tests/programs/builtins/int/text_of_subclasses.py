# How int(), float() and complex() show a text that is none of a number.
class B(bytes):
    def __repr__(self): return 'mine'
class BA(bytearray):
    def __repr__(self): return 'mine'
class S(str):
    def __repr__(self): return 'mine'
for f in (int, float, complex, lambda v: int(v, 5)):
    for v in (B(b'zz'), BA(b'zz'), S('zz'), bytearray(b'zz'), b'zz', B(b'z'*300), S('z'*300), B(b'\xff\xfe'), b'1 2'):
        try: print(f(v))
        except Exception as e: print(type(v).__name__, type(e).__name__, str(e)[:300])
