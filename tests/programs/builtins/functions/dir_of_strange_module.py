# dir() of a module needs its namespace to be a dict; names of classes have neither nulls nor surrogates.
import collections
import types


class Strange(types.ModuleType):
    __dict__ = 8


try:
    dir(Strange("strange"))
except TypeError as error:
    print(error)


class Plain:
    pass


def rename(name):
    Plain.__name__ = name


for make in (lambda: type("A\0B", (), {}), lambda: type("A\udcdcB", (), {}), lambda: rename("A\0B"),
             lambda: rename("A\udcdcB"), lambda: type("A", (), {"__doc__": "x\udcdcy"})):
    try:
        make()
    except ValueError as error:
        print(type(error).__name__, error)
Plain.__doc__ = "x\udcdcy"
print(Plain.__name__, ascii(Plain.__doc__))
order = collections.OrderedDict([("a", 1), ("b", 2)])
order.move_to_end("a")
print(list(type("C", (), order).__dict__.items())[:2])
