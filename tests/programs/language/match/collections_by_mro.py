# Patterns take a class for a sequence or mapping by the first in its MRO; registered built-in classes do not change.
import collections
import collections.abc

def kind(x):
    match x:
        case [*_]: return "sequence"
        case {}: return "mapping"

print([kind(x) for x in ("x", b"x", bytearray(b"x"), range(3), memoryview(b"x"), collections.deque(), {})])
print(kind(collections.UserList()), kind(collections.UserDict()), kind(collections.UserString("x")))
class C: pass
class S1(C, collections.UserList, collections.abc.Mapping): pass
class S2(collections.UserList, dict, C): pass
class M1(C, collections.UserDict, collections.abc.Sequence): pass
class M2(collections.UserDict, C, list): pass
class M3(M2): pass
print([kind(cls()) for cls in (S1, S2, M1, M2, M3)])
class Registered: pass
class Derived(Registered): pass
collections.abc.Sequence.register(Registered)
class Later(C, Registered): pass
print(kind(Registered()), kind(Derived()), kind(Later()))
