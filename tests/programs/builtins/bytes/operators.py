def attempt(f):
    try:
        print(repr(f()))
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: b"a" + b"b")
attempt(lambda: b"a" + "b")
attempt(lambda: b"ab" * 2)
attempt(lambda: b"a" < b"b")
attempt(lambda: b"a" < "b")
attempt(lambda: b"a" == "a")
attempt(lambda: b"a" + bytearray(b"b"))
