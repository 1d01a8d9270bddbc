# gc.set_debug(): DEBUG_SAVEALL keeps what is in cycles, and what these refer to, in gc.garbage.
import gc
import weakref


class Node:
    def __init__(self, name):
        self.name = name


class Final(Node):
    def __del__(self):
        print("del", self.name)


def cycle():
    a, b = Node("a"), Node("b")
    a.other, b.other = b, a
    a.behind = ["list", 1.5]
    return weakref.ref(a)


def with_finalizer():
    f = Final("f")
    f.me = f


def chain():  # nothing of it is in a cycle
    return [[Node("free")]] and None


def self_reference():
    l = ["self"]
    l.append(l)


def shown(o):
    return type(o).__name__, getattr(o, "name", o[0] if isinstance(o, list) else None)


gc.collect()
gc.set_debug(gc.DEBUG_SAVEALL)
print(gc.get_debug() == gc.DEBUG_SAVEALL, gc.garbage)
ref = cycle()
with_finalizer()
chain()
self_reference()
gc.collect()
print(sorted(map(shown, gc.garbage)), ref())
gc.set_debug(0)
gc.garbage.clear()
print(gc.collect() > 0, gc.garbage, gc.get_debug())
for wrong in "x", 2**40:
    try:
        gc.set_debug(wrong)
    except (TypeError, OverflowError) as e:
        print(e)
