# `in`, operator.countOf and indexOf name the container when it gives no iterator; reversed() wants a length.
def t(f):
    try:
        print(repr(f()))
    except BaseException as e:
        print(type(e).__name__, e)
class It:
    def __init__(s,r): s.r=r
    def __iter__(self):
        if isinstance(self.r,BaseException): raise self.r
        return self.r
for r in (None,5,TypeError('mine'),ValueError('v')):
    t(lambda: 5 in It(r)); t(lambda: __import__('operator').countOf(It(r),1)); t(lambda:__import__('operator').indexOf(It(r),1)); t(lambda: list(It(r))); t(lambda: (lambda *a:a)(*It(r)))
class M(type):
    def __len__(c): return 3
class P(metaclass=M): pass
t(lambda: list(reversed(P()))); t(lambda: list(reversed(P)));
class G:
    def __getitem__(self,i): return i
t(lambda: list(reversed(G())))
class L:
    def __len__(self): return 3
t(lambda: list(reversed(L())))
