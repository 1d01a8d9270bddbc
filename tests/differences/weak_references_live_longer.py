# A weak reference stays alive until the next collection.
#
# As above: without reference counts nobody notices at once that an object is garbage.
import weakref


class Node:
    pass


def make():
    return weakref.ref(Node())


print(make()() is None)
