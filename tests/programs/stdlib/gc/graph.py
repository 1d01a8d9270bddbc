# Who refers to whom, and what is tracked.
import gc

class Node:
    def __init__(self, other=None):
        self.other = other
class Slotted:
    __slots__ = ("a", "b")

leaf = Node()
top = Node(leaf)
holder = [leaf, 5, "text"]
print(gc.get_referents(holder) == [leaf, 5, "text"] or sorted(map(type, gc.get_referents(holder)), key=str))
print(any(r is holder for r in gc.get_referrers(leaf)), any(r is holder for r in gc.get_referrers(top)))
print(Node in gc.get_referents(top), sorted(map(str, gc.get_referents({"k": 1.5, "z": None}))), gc.get_referents(5, "x", 1.5), gc.get_referents())
print(gc.get_referrers())
s = Slotted()
s.a, s.b = holder, leaf
print(any(r is holder for r in gc.get_referents(s)), any(r is s for r in gc.get_referrers(holder)))
print([gc.is_tracked(v) for v in (0, 1.5, "a", b"", None, True, 1j, (), [], {}, ([],), {"a": 1}, {"a": []}, set(), leaf, Node, int, print, lambda: 0, range(3), Slotted(), object())])
print(any(o is top for o in gc.get_objects()), 5 in [o for o in gc.get_objects() if type(o) is int])
for generation in (-1, 3, "x", 1.5):
    try:
        gc.get_objects(generation)
    except Exception as error:
        print(type(error).__name__, error)
class Finalized:
    saved = None
    def __del__(self):
        Finalized.saved = self
def lose():
    f = Finalized()
    f.loop = f
    print(gc.is_finalized(f), gc.is_finalized(5))
lose()
gc.collect()
print(Finalized.saved is not None, gc.is_finalized(Finalized.saved))
print(gc.get_freeze_count())
gc.freeze()
print(gc.get_freeze_count() > 0)
gc.unfreeze()
print(gc.get_freeze_count())
