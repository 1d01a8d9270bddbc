def attempt(f):
    try:
        print(repr(f()))
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: b"a,b".split(b","))
attempt(lambda: b" a b ".split())
attempt(lambda: b"a b c".rsplit(None, 1))
attempt(lambda: b"-".join([b"a", bytearray(b"b")]))
attempt(lambda: b"".join(["a"]))
attempt(lambda: b"a".split("a"))
attempt(lambda: b"a\nb\r\n".splitlines(True))
