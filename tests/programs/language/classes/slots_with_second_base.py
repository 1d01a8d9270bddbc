# A class with __slots__ keeps the __dict__ and the weak references that any of its bases has.
import weakref


class Open:
    pass


class Closed:
    __slots__ = ("a",)


class Both(Open, Closed):
    __slots__ = ("b",)


class Other(Closed, Open):
    __slots__ = ()


class Still(Closed):
    __slots__ = ("c",)


for cls in Both, Other, Still:
    thing = cls()
    try:
        thing.a = 1
        thing.free = 2
        print(cls.__name__, vars(thing), thing.a)
        print(weakref.ref(thing)() is thing)
    except (AttributeError, TypeError) as error:
        print(error)
