def attempt(f):
    try:
        print(repr(f()))
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: b"abc".translate(bytes.maketrans(b"ab", b"xy")))
attempt(lambda: b"abc".translate(None, b"b"))
attempt(lambda: b"a".translate(b"x"))
attempt(lambda: bytes.maketrans(b"a", b""))
