def attempt(f):
    try:
        print(repr(f()))
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: b"\x00\xff".hex())
attempt(lambda: b"abcd".hex(":"))
attempt(lambda: b"abcde".hex("-", 2))
attempt(lambda: b"abcde".hex("-", -2))
attempt(lambda: bytes.fromhex("00 fF"))
attempt(lambda: bytes.fromhex("0g"))
attempt(lambda: b"a".hex("ab"))
