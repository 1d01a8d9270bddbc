# A subclass that defines + or * itself does not fall back to concatenation and repetition of its base.
def t(f):
    try:
        print(repr(f()))
    except BaseException as e:
        print(type(e).__name__, e)
class K(list):
    def __add__(self,o): return NotImplemented
    def __mul__(self,o): return NotImplemented
for o in ([], K(), 5, 'x'):
    t(lambda: K()+o); t(lambda: o+K()); t(lambda: K()*o); t(lambda: o*K())
class K2(tuple):
    def __radd__(self,o): return NotImplemented
    def __rmul__(self,o): return NotImplemented
for o in ((), K2(), 5, 'x'):
    t(lambda: K2()+o); t(lambda: o+K2()); t(lambda: K2()*o); t(lambda: o*K2())
class K3(list):
    def __iadd__(self,o): return NotImplemented
    def __imul__(self,o): return NotImplemented
def ia(x,o):
    x+=o; return x
def im(x,o):
    x*=o; return x
for o in ([1], K3(), 5, 'x'):
    t(lambda: ia(K3(),o)); t(lambda: im(K3([2]),o))
class K4(str):
    def __add__(self,o): return NotImplemented
    def __mul__(self,o): return NotImplemented
    def __mod__(self,o): return NotImplemented
for o in ('', K4('q'), 5):
    t(lambda: K4('a')+o); t(lambda: o+K4('a')); t(lambda: K4('a')*o); t(lambda: o*K4('a')); t(lambda: K4('a%s')%o); 
class K5(bytearray):
    def __add__(self,o): return NotImplemented
    def __imul__(self,o): return NotImplemented
for o in (b'', K5(b'q'), 5):
    t(lambda: K5(b'a')+o); t(lambda: o+K5(b'a')); t(lambda: im(K5(b'a'),o)); 
class D(dict):
    def __or__(self,o): return NotImplemented
class S(set):
    def __and__(self,o): return NotImplemented
t(lambda: D()|{}); t(lambda: {}|D()); t(lambda: S()&set()); t(lambda: set()&S())
