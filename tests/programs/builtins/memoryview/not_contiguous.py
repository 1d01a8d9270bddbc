# Memory with gaps: the constructors and comparisons take its items, what wants bytes in one piece refuses it.
import array
import binascii
import io
import os
import struct
import zlib

m = memoryview(b"abcd")[::2]
target = bytearray(b"xyz")
target[0:1] = m
print(bytes(m), bytearray(m), target, b"ac" == m, m == b"ac", bytearray(b"ac") == m, b"%s|%b" % (m, m))
print(array.array("B", m), int.from_bytes(m, "big"), m.hex(), m.tobytes(), m.tolist())
for use in (lambda: b"abc".find(m), lambda: m in b"abc", lambda: b"abc".replace(m, b""), lambda: b"abc".split(m),
            lambda: b"abc".startswith(m), lambda: b"abc".strip(m), lambda: b"a".translate(m), lambda: io.BytesIO(m),
            lambda: io.BytesIO().write(m), lambda: struct.unpack("H", m), lambda: zlib.crc32(m), lambda: binascii.hexlify(m),
            lambda: array.array("B").frombytes(m), lambda: os.write(1, m), lambda: bytes.maketrans(m, m),
            lambda: io.BytesIO(b"12").readinto(memoryview(bytearray(4))[::2])):
    try:
        print(use())
    except (BufferError, TypeError) as error:
        print(type(error).__name__, error)
