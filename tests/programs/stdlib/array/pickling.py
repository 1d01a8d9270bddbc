# Pickling in all protocols, copying, and arrays written by other machines.
import array, copy, pickle

class Named(array.array):
    pass

made = Named("i", [1, -2])
made.name = "x"
for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
    for original in made, array.array("u", "aé"), array.array("d", [1.5]), array.array("Q", [2**64 - 1]):
        loaded = pickle.loads(pickle.dumps(original, protocol))
        print(loaded == original, type(loaded).__name__, loaded.typecode, getattr(loaded, "name", None))
print(made.__reduce_ex__(2), made.__reduce_ex__(3)[1:], copy.copy(made), copy.deepcopy(made))

def attempt(*args):
    try:
        print(array._array_reconstructor(*args))
    except Exception as error:
        print(type(error).__name__, error)

for args in ((array.array, "i", 8, b"\1\0\0\0"), (array.array, "i", 9, b"\0\0\0\1"), (array.array, "b", 2, b"\1\2"), (array.array, "q", 10, b"\xff" * 8),
             (array.array, "d", 14, b"abcd"), (array.array, "d", 17, b"?\xf8" + bytes(6)), (array.array, "f", 17, b"?\xf8" + bytes(6)),
             (array.array, "u", 18, b"a\0b\0"), (array.array, "u", 21, b"\0\0\0a\0\0\0b"), (array.array, "i", 0, b"\1\2"), (Named, "h", 5, b"\1\2"),
             (array.array, "i", 99, b""), (int, "i", 8, b""), (5, "i", 8, b""), (array.array, "x", 8, b""), (array.array, "i", 8, ""),
             (array.array, "i", 8, b"abc"), (array.array, "i", 9, b"abc"), (array.array, 5, 8, b""), (array.array, "i", 8)):
    attempt(*args)
