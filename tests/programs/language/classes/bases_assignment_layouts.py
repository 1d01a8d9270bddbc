# Which bases a class may be given afterwards.
class A: pass
class B: pass
class C(A): pass
class D(int): pass
class E(D): pass
class S:
    __slots__=('q',)
def t(c,b):
    try: c.__bases__=b; print(c.__name__, [k.__name__ for k in c.__mro__])
    except TypeError as e: print(e)
t(B,(A,)); t(C,(B,)); t(C,(object,)); t(E,(int,)); t(E,(A,)); t(C,(S,)); t(C,(D,)); t(D,(A,)); t(C,(A,B)); t(A,(C,)); t(A,()); t(A,(1,)); t(B,(object,))
