print(bytearray(b"it's"), bytearray(b'"'), bytearray(b"\x00\xff"))


class Sub(bytearray):
    pass


print(Sub(b"a"), repr(Sub()), Sub(b"a") == b"a")
