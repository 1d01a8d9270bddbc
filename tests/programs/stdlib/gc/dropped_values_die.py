# What a function dropped is gone after gc.collect(), wherever it was used before: as a receiver, an argument, an item
# taken apart, what a with statement or a handler had.
import contextlib
import gc
import weakref


class A:
    value = 1

    def method(self, *args):
        return args

    def __enter__(self):
        return self

    def __exit__(self, *what):
        return True


def collect():
    gc.collect()


def receiver():
    a = A()
    seen = weakref.ref(a)
    a.method().__len__()
    a.method(1, 2)
    a.value += 1
    del a
    collect()
    return seen()


def argument():
    a = A()
    seen = weakref.ref(a)
    print(len([a, a]), isinstance(a, A), {a: 1}[a], *[str(type(a))])
    del a
    gc.collect()
    return seen()


def bound_method():
    a = A()
    seen = weakref.ref(a)
    proxy = weakref.proxy(a)
    proxy.method(bytes(range(3)))
    f = proxy.method
    a = f = None
    collect()
    return seen()


def method_of_class():
    class B(A):
        def method(self):
            pass

    b = B()
    seen = weakref.WeakMethod(b.method)
    del B.method
    collect()
    return seen()


def taken_apart():
    items = [A(), A()]
    seen = [weakref.ref(item) for item in items]
    a, b = items
    for x, y in [(a, b)]:
        x.method(y)
    del items, a, b, x, y
    collect()
    return [x() for x in seen]


def with_statement():
    with A() as a:
        seen = weakref.ref(a)
        raise ValueError(a)
    del a
    collect()
    return seen()


def handler():
    a = A()
    seen = weakref.ref(a)
    try:
        raise ValueError(a)
    except ValueError as e:
        e.args[0].method(e)
    del a
    collect()
    return seen()


def cell():
    a = A()
    seen = weakref.ref(a)

    def inner():
        return a.method(a)

    inner()
    a = None
    collect()
    return seen()


class Digger:
    def dig(self):
        lambda: self
        try:
            1 / 0
        except Exception as e:
            self.error = e
        self = None


def cycle_through_a_traceback():
    digger = Digger()
    digger.dig()
    seen = weakref.ref(digger)
    del digger
    collect()
    return seen()


def generator():
    a = A()
    seen = weakref.ref(a)
    yield a.method(a) and 1
    del a
    collect()
    yield seen()


@contextlib.contextmanager
def dropping(objects):
    seen = weakref.ref(objects.pop())
    gc.collect()
    yield seen()


def manager():
    objects = [A(), A()]
    with dropping(objects) as left:
        return left, len(objects)


def weak_set():
    a, members = A(), weakref.WeakSet()
    members.add(a)
    print(a in members, len(members))
    del a
    collect()
    return len(members)


for f in (receiver, argument, bound_method, method_of_class, taken_apart, with_statement, handler, cell,
          cycle_through_a_traceback, manager, weak_set):
    print(f.__name__, f())
print("generator", list(generator()))
