# What instances have comes from all bases: a __dict__ of the second one, weak references; classes with the same slots
# in another order have the same layout.
import weakref

class Empty:
    __slots__ = ()

class Plain:
    pass

class Both(Empty, Plain):
    __slots__ = ()

b = Both()
b.x = 2
print(b.x, b.__dict__, weakref.ref(b)() is b)

class OnlyDict:
    __slots__ = ["__dict__"]

class OnlyWeak:
    __slots__ = ["__weakref__"]

for bases in (OnlyWeak, OnlyDict), (OnlyDict, OnlyWeak):
    class C(*bases):
        __slots__ = []
    c = C()
    c.foo = 42
    print(c.__dict__, weakref.ref(c)() is c)

class AB:
    __slots__ = ["a", "b"]

class BA:
    __slots__ = ["b", "a"]

class AC:
    __slots__ = ["a", "c"]

ab = AB()
ab.a, ab.b = 1, 2
ab.__class__ = BA
print(type(ab).__name__, ab.a, ab.b)
try:
    ab.__class__ = AC
except TypeError as error:
    print(error)

class Base:
    pass

class Meta(type, Base):
    pass

class Made(metaclass=Meta):
    pass

try:
    Base.__dict__["__dict__"].__set__(Made, {})
except AttributeError as error:
    print(error)

class BaseFirst(Base, type):
    pass

class MadeToo(metaclass=BaseFirst):
    pass

print(type(MadeToo.__dict__).__name__)

class Wrong(int):
    __eq__ = str.__eq__
    __add__ = str.__add__

for operation in (lambda: Wrong() == 1), (lambda: Wrong() + 1):
    try:
        operation()
    except TypeError as error:
        print(error)
