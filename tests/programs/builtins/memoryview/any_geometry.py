# Views of strided memory, of rows behind pointers, of items of several values.
import struct
from array import array

try:
    from _regius_buffer import Exporter, view

    class Table(Exporter):
        def __init__(self, memory, start, format, shape, strides, suboffsets=None):
            self.parts = (memory, memory.buffer_info()[0] + start, format, struct.calcsize(format), True, shape, strides,
                          suboffsets)

        def __buffer__(self, writable):
            return view(*self.parts)

    def strided(numbers, format, shape, strides, start=0):
        return Table(array("B", b"".join(struct.pack(format, *n) for n in numbers)), start, format, shape, strides)

    def pointed(rows):
        size, width = struct.calcsize("P"), len(rows[0])
        memory = array("B", bytes(size * len(rows)) + b"".join(map(bytes, rows)))
        for i in range(len(rows)):
            pointer = struct.pack("P", memory.buffer_info()[0] + size * len(rows) + i * width)
            memory[i * size:(i + 1) * size] = array("B", pointer)
        return Table(memory, 0, "B", (len(rows), width), (size, 1), (0, -1))
except ImportError:  # CPython has such an exporter for its own tests
    from _testbuffer import ND_PIL, ndarray

    def strided(numbers, format, shape, strides, start=0):
        return ndarray([n if len(n) > 1 else n[0] for n in numbers], list(shape), list(strides), start, format)

    def pointed(rows):
        return ndarray([n for row in rows for n in row], [len(rows), len(rows[0])], flags=ND_PIL)


def show(m):
    print(m.format, m.shape, m.strides, m.suboffsets, m.c_contiguous, m.f_contiguous, m.nbytes)


single = [(n,) for n in range(12)]
m = memoryview(strided(single, "h", (2, 3), (4, 8)))
show(m)
print(m.tolist(), m[1, 2], m[::-1].tolist(), m.tobytes().hex(), m.tobytes("F").hex(), m.tobytes("A").hex())
back = memoryview(strided(single, "B", (4,), (-3,), 11))
show(back)
print(back.tolist(), bytes(back), back[1:3].tolist(), list(back), 8 in back, hash(back) == hash(bytes(back)))
try:
    b"".join([back])
except (TypeError, BufferError) as error:
    print("not joined")

m = memoryview(pointed([[1, 2, 3], [4, 5, 6]]))
show(m)
print(m.tolist(), m[1, 0], m[::-1].tolist(), m[1:].suboffsets, m.tobytes(), m.tobytes("F"), m.hex(":"))
print(m == memoryview(bytes(range(1, 7))).cast("B", (2, 3)), m.toreadonly() == m)

pairs = [(1, 2.5), (3, 4.5)]
m = memoryview(strided(pairs, "<hd", (2,), (10,)))
show(m)
print(m == strided(pairs, "<hd", (2,), (10,)), m == strided(pairs, ">hd", (2,), (10,)), m == strided(pairs[::-1], "<hd", (2,), (10,)))
nans = strided([(1, float("nan"))], "<hd", (1,), (10,))
print(memoryview(nans) == nans, m[:1] == m[:1])
for use in (lambda: m[0], m.tolist, lambda: iter(m), lambda: m.cast("h"), lambda: hash(m)):
    try:
        use()
    except (NotImplementedError, TypeError, ValueError) as error:
        print(type(error).__name__, error)
print(m.cast("B")[:2].tolist(), memoryview(strided(single[:1], "I", (), ()))[()])
