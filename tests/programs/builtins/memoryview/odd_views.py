# Views without dimensions, of nothing, of NaNs; formats that differ in assignment and comparison.
import array
import pickle

scalar = memoryview(b"abcd").cast("I", ())
print(len(scalar), scalar.shape, scalar[()] == int.from_bytes(b"abcd", "little"))
try:
    iter(scalar)
except TypeError as error:
    print(error)
empty = memoryview(b"")
for arguments in (("b", [0]), ("B", [2, 0])):
    try:
        empty.cast(*arguments)
    except TypeError as error:
        print(error)
print(empty.cast("H").shape)

nan = float("nan")
numbers = memoryview(array.array("d", [1.0, nan]))
print(numbers == numbers, numbers[:1] == array.array("f", [1.0]), numbers[:1] != array.array("d", [2.0]))
print(memoryview(array.array("i", [1, 2])) == array.array("q", [1, 2]), memoryview(b"\1\2") == array.array("b", [1, 2]))
print(memoryview(array.array("u", "ab")) == array.array("u", "ab"))

target = memoryview(bytearray(4))
for source in (memoryview(b"ab").cast("b"), memoryview(array.array("H", [1])), b"abc"):
    try:
        target[:2] = source
    except ValueError as error:
        print(error)
target[::2] = memoryview(b"xyz")[::2]
print(target.tobytes(), target.cast("@B")[:1] == target[:1])
target.cast("@B")[:2] = b"AB"
print(target.tobytes())

every_other = memoryview(bytearray(b"abcdef"))[::2]
buffer = pickle.PickleBuffer(every_other)
m = memoryview(buffer)
print(m.strides, m.contiguous, m.tobytes(), bytes(m), m.tolist())
m[0] = 65
print(every_other.tobytes(), every_other.toreadonly().readonly)
for shape in ([2**20, 2**20, 2**10, 2**10, 2**3], [7, 7, 73, 127, 337, 92737, 649657], [3, 0]):
    try:
        memoryview(bytes(12)).cast("B", shape)
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
numbers = memoryview(bytearray(8)).cast("d")
for value in (10**400, "x", 1j):
    try:
        numbers[0] = value
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
table = memoryview(bytes(range(12))).cast("B", [3, 4])
print(table[1:].tolist(), table[::-1].tobytes("F"), table[::-1].strides, table[::2] == table[::2])
