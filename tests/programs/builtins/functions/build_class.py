class Meta(type):
    @classmethod
    def __prepare__(mcs, name, bases, **kw):
        print("prepare", name, bases, kw)
        return {"injected": 1}
    def __new__(mcs, name, bases, ns, **kw):
        print("new", name, sorted(k for k in ns if not k.startswith("__")), kw)
        return super().__new__(mcs, name, bases, ns)
    def __init__(cls, name, bases, ns, **kw):
        print("init", kw)
class A(metaclass=Meta, option=3):
    x = 2
print(A.injected, type(A).__name__)
class B(A): pass
class Entries:
    def __mro_entries__(self, bases):
        print("mro_entries", len(bases))
        return (dict,)
class C(Entries()): pass
print(C.__bases__, len(C.__orig_bases__))
class M2(type): pass
class X(metaclass=M2): pass
try:
    class Bad(A, X): pass
except TypeError as e:
    print(e)
def factory(name, bases, ns, **kw):
    return (name, bases, sorted(k for k in ns if not k.startswith("__")), kw)
class F(metaclass=factory, z=1):
    a = 1
print(F)
class G:
    def m(self): return __class__
    def __init_subclass__(cls, **kw): print("sub", cls.__name__, kw)
class H(G, key=5): pass
print(G().m() is G)
