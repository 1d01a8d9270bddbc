# A variable keeps its object alive as long as the function runs, whether or not it is read again.
import os
import tempfile
import weakref


class A:
    pass


def churn():
    """Makes so much garbage that the collector runs by itself."""
    for i in range(300):
        "x" * 300_000 + "y"
        [[] for j in range(500)]


def local():
    a = A()
    seen = weakref.ref(a)
    churn()
    print("local", seen() is not None)


def parameter(a, seen):
    churn()
    print("parameter", seen() is not None)


def many(a, b, c, d, e, f, g, h, i, j):
    seen = [weakref.ref(x) for x in (a, j)]
    churn()
    print("many parameters", [x() is not None for x in seen])


def variable_arguments(*args, **kwargs):
    seen = [weakref.ref(args[0]), weakref.ref(kwargs["b"])]
    churn()
    print("variable arguments", [x() is not None for x in seen])


def cell():
    a = A()
    seen = weakref.ref(a)
    lambda: a
    churn()
    print("cell", seen() is not None)


def loop():
    for a in [A() for i in range(2)]:
        seen = weakref.ref(a)
        churn()
        print("loop", seen() is not None)
    churn()
    print("after the loop", seen() is not None)


def unpacked():
    a, b = A(), A()
    seen = weakref.ref(a), weakref.ref(b)
    churn()
    print("unpacked", [x() is not None for x in seen])


def reassigned():
    a = A()
    first = weakref.ref(a)
    a = A()
    second = weakref.ref(a)
    churn()
    print("reassigned", first() is not None, second() is not None)


def handler():
    try:
        a = A()
        seen = weakref.ref(a)
        raise ValueError
    except ValueError:
        churn()
        print("handler", seen() is not None)


def generator():
    a = A()
    seen = weakref.ref(a)
    churn()
    yield seen() is not None
    churn()
    yield seen() is not None


def directory():
    d = tempfile.TemporaryDirectory()
    name = d.name
    churn()
    print("directory", os.path.isdir(name))


def kept_by_parameter(d):
    name = d.name
    churn()
    print("directory of a parameter", os.path.isdir(name))


def made(a):
    parameter(a, weakref.ref(a))


local()
made(A())
many(*[A() for i in range(10)])
variable_arguments(A(), b=A())
cell()
loop()
unpacked()
reassigned()
handler()
print("generator", list(generator()))
directory()
kept_by_parameter(tempfile.TemporaryDirectory())
