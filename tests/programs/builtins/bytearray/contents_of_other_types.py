# What slices and extend() take, and what they say of the rest.
class It:
    def __iter__(self): raise KeyError(1)
class It2:
    def __init__(self): self.n=0
    def __iter__(self): return self
    def __next__(self):
        self.n+=1
        if self.n>2: raise ValueError('x')
        return self.n
class Bad:
    __iter__=None
class Len:
    def __len__(self): return 2
    def __getitem__(self, i):
        if i>1: raise IndexError
        return i
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
vals = [1.5, 'ab', 5, None, object, [300], [-1], ['a'], [1.0], It(), It2(), Bad(), Len(), {1:2}, {65}, (1,2), range(3), memoryview(b'xy'), b'q', 10**30, True]
def setsl(v, s):
    def f():
        b=bytearray(b'hello'); b[s]=v; return b
    return f
def ext(v):
    def f():
        b=bytearray(b'hello'); b.extend(v); return b
    return f
def iadd(v):
    def f():
        b=bytearray(b'hello'); b+=v; return b
    return f
for v in vals:
    print('---', type(v).__name__)
    for s in slice(1,2), slice(None,None,2), slice(0,0), 1:
        t(setsl(v,s))
    t(ext(v)); t(iadd(v))
class H:
    def __iter__(self): return iter([1,2])
    def __length_hint__(self): raise ValueError('hint')
class F:
    def __float__(self): return 1.0
    def __iter__(self): return iter([1,2])
class I:
    def __index__(self): return 3
for v in H(), F(), I(), 1j, IOError, Bad(), 2.5, None, It():
    print('---', type(v).__name__)
    t(setsl(v, slice(1,2)));t(ext(v)); t(lambda: bytes(v)); t(lambda: bytearray(v))
