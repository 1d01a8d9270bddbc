# Subscripts beyond the machine's integers are out of range, as others are.
import array
import collections


class Big:
    def __index__(self):
        return -10**30


for sequence in ([1], (1,), "a", "\u1234", b"a", bytearray(b"a"), range(3), memoryview(b"a"), array.array("i", [1]),
                 collections.deque([1])):
    for index in (10**30, Big()):
        try:
            sequence[index]
        except IndexError as error:
            print(type(sequence).__name__, error)
        if hasattr(sequence, "append"):
            try:
                sequence[index] = 1
            except IndexError as error:
                print(" set", error)
            try:
                del sequence[index]
            except IndexError as error:
                print(" del", error)
