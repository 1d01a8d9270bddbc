# Which special methods of subclasses of built-in types the built-in operations use.
import math, operator, struct, time, fractions, array
class I(int):
    def __int__(self): return 255
    def __float__(self): return 2.5
    def __index__(self): return 3
    def __complex__(self): return 1j
    def __round__(self, n=None): return ('round', n)
    def __trunc__(self): return 'trunc'
    def __floor__(self): return 'floor'
    def __ceil__(self): return 'ceil'
    def __abs__(self): return 'abs'
    def __bool__(self): return False
    def __str__(self): return 'str'
    def __repr__(self): return 'repr'
    def __format__(self, s): return 'format'+s
    def __hash__(self): return 77
    def __len__(self): return 9
    def __divmod__(self,o): return 'dm'
    def __pow__(self,o,m=None): return 'pow'
class F(float):
    def __int__(self): return 255
    def __float__(self): return 2.5
    def __index__(self): return 3
    def __complex__(self): return 1j
    def __round__(self, n=None): return ('round', n)
    def __trunc__(self): return 'trunc'
    def __str__(self): return 'str'
    def __repr__(self): return 'repr'
    def __bool__(self): return False
class C(complex):
    def __complex__(self): return 1j
    def __float__(self): return 2.5
    def __int__(self): return 7
    def __str__(self): return 'str'
class S(str):
    def __int__(self): return 255
    def __float__(self): return 2.5
    def __index__(self): return 3
    def __complex__(self): return 1j
    def __str__(self): return 'str'
    def __repr__(self): return 'repr'
    def __len__(self): return 2
    def __iter__(self): return iter('zz')
    def __getitem__(self,k): return 'item'
    def __contains__(self,k): return True
    def __bytes__(self): return b'bytes'
class B(bytes):
    def __int__(self): return 255
    def __float__(self): return 2.5
    def __index__(self): return 3
    def __bytes__(self): return b'bytes'
    def __len__(self): return 2
    def __iter__(self): return iter([1])
class L(list):
    def __len__(self): return 2
    def __iter__(self): return iter([7,8,9])
    def __getitem__(self,k): return 'item'
    def __contains__(self,k): return True
    def __bool__(self): return False
class T(tuple):
    def __len__(self): return 2
    def __iter__(self): return iter([7,8,9])
    def __getitem__(self,k): return 'item'
class D(dict):
    def __len__(self): return 2
    def __iter__(self): return iter([7,8,9])
    def __getitem__(self,k): return 'item'
    def __contains__(self,k): return True
    def keys(self): return ['p','q']
    def items(self): return [('r',1)]
class E(set):
    def __len__(self): return 2
    def __iter__(self): return iter([7,8,9])
    def __contains__(self,k): return True
vals=[I(1000),F(1.25),C(3+4j),S('12'),B(b'12'),L([1]),T((1,)),D(a=1),E({1})]
fs="""int(v) float(v) complex(v) bool(v) str(v) repr(v) bytes(v) bytearray(v) round(v) round(v,1) abs(v) len(v) list(v) tuple(v) set(v) dict(v) sorted(v) sum(v) max(v) iter(v).__next__() operator.index(v)
math.sqrt(v) math.floor(v) math.ceil(v) math.trunc(v) math.gcd(v,5) math.factorial(v) math.isqrt(v) math.log(v) math.fsum([v]) math.hypot(v) range(v) [1,2,3,4,5][v] 'abcdef'[v] b'abcdef'[v] (1,2,3,4,5)[v] hex(v) bin(v) chr(v) [0]*v 'a'*v
'%d'%v '%s'%v '%r'%v '%f'%v '%x'%v '%c'%v '%i'%(v,) '%5s'%(v,) '%a'%(v,) f'{v}' f'{v!r}' f'{v:>8}' format(v) format(v,'5') '{}'.format(v) '{:d}'.format(int.__format__(v,'d') if isinstance(v,int) else 1) divmod(v,2) pow(v,2) v**2 v+1 1+v v*2 2*v -v +v ~v v//2 v%2 v/2 v<<1 v==v v<v v is v not v
slice(v).indices(5) [1,2,3][:v] int.from_bytes(b'ab','big').to_bytes(v,'big') round(2.5555,v) pow(2,v,7) struct.pack('i',v) struct.pack('d',v) struct.pack('f',v) array.array('i',[v]) array.array('d',[v]) time.gmtime(v).tm_year v in [v] [v].index(v) {v:1}[v] v in v v[0] v[0:1] [*v] (lambda *a:a)(*v) (lambda **k:k)(**v) {**v} ''.join([v]) ','.join(v) b''.join([v]) int('7',v) isinstance(v,(int,float)) bytes([v]) str.upper(v) fractions.Fraction(v) math.pow(v,2) math.isfinite(v) math.copysign(v,1) math.ldexp(1.0,v) float.fromhex(v) 'abc'.find('c',v) [3,2,1].pop(v) 'abc'.center(v) enumerate([1],v).__next__() next(zip(v)) next(map(str,v)) any(v) all(v) ''.join(reversed(v)) v.copy() print(v) print(v,end=v,sep=v) eval_=1 """.replace(' eval_=1','').split()
exprs=[]
for e in [x for x in fs]:
    try: compile(e,'','eval'); exprs.append(e)
    except SyntaxError: pass
funcs=[eval('lambda v: '+e) for e in exprs]
for v in vals:
    for e,f in zip(exprs,funcs):
        try: r=f(v); print(type(v).__name__, e, type(r).__name__, r if not isinstance(r,(I,F,C,S,B,L,T,D,E)) else 'self' )
        except Exception as x: print(type(v).__name__, e, type(x).__name__, x)
