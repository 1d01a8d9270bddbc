import _struct as struct
for fmt, values in (("<hHiIqQ", (-2, 65535, -7, 4000000000, -1, 2**64 - 1)), (">efd", (1.5, -0.25, 3.141592653589793)),
                    ("@bxi?c", (-1, 5, True, b"z")), ("!3s5p2B", (b"ab", b"hello", 1, 2)), ("=2l", (1, -1))):
    data = struct.pack(fmt, *values)
    print(fmt, struct.calcsize(fmt), data.hex(), struct.unpack(fmt, data))
s = struct.Struct("<HB")
buffer = bytearray(8)
s.pack_into(buffer, 2, 500, 7)
print(s.size, s.format, buffer, s.unpack_from(buffer, 2), list(s.iter_unpack(b"\x01\x00\x02" * 2)))
for bad in (lambda: struct.pack("b", 200), lambda: struct.pack("H", -1), lambda: struct.unpack("i", b""), lambda: struct.pack("z", 1),
            lambda: struct.pack("i", "x"), lambda: struct.pack("2i", 1), lambda: struct.pack("I", 2**40), lambda: struct.pack("c", 1), lambda: struct.unpack_from("i", b"abc")):
    try:
        bad()
    except struct.error as e:
        print(e)
