# What the constructor takes and refuses; subclasses.
from array import array

def attempt(*args, **kwargs):
    try:
        print(array(*args, **kwargs))
    except Exception as error:
        print(type(error).__name__, error)

for args in ((), ("x",), (5,), ("bb",), ("i", 5), ("i", "abc"), ("u", "abc"), ("u", ""), ("b", ""), ("u", b"a\0\0\0"), ("i", b"abc"),
             ("i", b"abcd"), ("i", bytearray(8)), ("i", [1], 3), ("i", array("b", [1, 2])), ("i", array("u", "ab")), ("u", array("b", [1])),
             ("i", array("f", [1.0])), ("b", range(3)), ("d", (1, 2.5)), ("i", None), ("i", iter([1, 2])), ("i", {3: 4})):
    attempt(*args)
attempt("i", typecode=1)

class Colored(array):
    def __new__(cls, code, items=(), color=None):
        return array.__new__(cls, code, items)
    def __init__(self, code, items=(), color=None):
        self.color = color

made = Colored("i", [1, 2, 3], color="red")
print(made, made.color, type(made[:1]), type(made + made), type(made * 2), isinstance(made, array))
try:
    print(array("u", b"\0\0\x11\0"))
except ValueError as error:
    print(error)
