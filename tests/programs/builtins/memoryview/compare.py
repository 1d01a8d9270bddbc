m = memoryview(b"abc")
print(m == b"abc", m == bytearray(b"abc"), m != b"abd", m == "abc", m[:2] == b"ab", hash(m) == hash(b"abc"), m == memoryview(b"abc"))
