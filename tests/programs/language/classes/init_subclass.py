class Base:
    registry = []
    def __init_subclass__(cls, /, tag=None, **kw):
        super().__init_subclass__(**kw)
        cls.registry.append((cls.__name__, tag))
class A(Base, tag=1): pass
class B(A): pass
print(Base.registry)
try:
    class C(object, x=1): pass
except TypeError as e:
    print(e)
