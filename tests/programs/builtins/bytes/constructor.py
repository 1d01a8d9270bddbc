def attempt(f):
    try:
        print(repr(f()))
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: bytes(3))
attempt(lambda: bytes([1, 2]))
attempt(lambda: bytes("é", "utf-8"))
attempt(lambda: bytes("a"))
attempt(lambda: bytes(-1))
attempt(lambda: bytes([256]))
attempt(lambda: bytes(["a"]))
attempt(lambda: bytes(1.5))
attempt(lambda: bytes(5, "x"))
attempt(lambda: bytes(bytearray(b"q")))
attempt(lambda: bytes())
