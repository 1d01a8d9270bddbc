# Methods on items.
from array import array

a = array("i", [1, 2, 3, 4, 5])
for name, args in (("append", ("x",)), ("append", (6,)), ("pop", (9,)), ("pop", ("x",)), ("pop", ()), ("pop", (0,)), ("index", (9,)),
                   ("index", (3,)), ("index", (2, 3)), ("index", (4, -2)), ("index", (2, 0, 5)), ("remove", (9,)), ("remove", (3,)),
                   ("insert", (100, 9)), ("insert", (-100, 8)), ("insert", (-1, 7)), ("extend", (5,)), ("extend", (array("b", [1]),)),
                   ("extend", ([1, "a"],)), ("extend", (array("i", [3]),)), ("fromlist", (5,)), ("fromlist", ([1, "a"],)),
                   ("fromlist", ([4, 4],)), ("count", (4,)), ("tolist", ()), ("reverse", ()), ("byteswap", ()), ("byteswap", ()),
                   ("__copy__", ()), ("__deepcopy__", ({},))):
    try:
        print(name, getattr(a, name)(*args))
    except Exception as error:
        print(name, type(error).__name__, error)
    print(a)
print(a.buffer_info()[1], array("d").buffer_info()[1])
try:
    array("b").pop()
except IndexError as error:
    print(error)
print(2 in a, "x" in a, len(a), list(reversed(a)))
it = iter(a)
next(it)
print(it.__reduce__()[1:], it.__setstate__(4), list(it), it.__reduce__()[1:])
