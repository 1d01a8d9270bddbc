# The types of built-in iterators make no instances when called.
import array
import re

for thing in ("abc", "\u1234", [], (), {}, {}.items(), {}.values(), set(), b"", bytearray(), range(3), memoryview(b""),
              reversed([]), reversed({}), reversed({}.items()), array.array("i"), iter(int, 1), (x for x in ())):
    kind = type(iter(thing))
    try:
        print(kind())
    except TypeError as error:
        print(error)
