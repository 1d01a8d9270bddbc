def attempt(f):
    try:
        print(repr(f()))
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: b"abc"[0])
attempt(lambda: b"abc"[1:])
attempt(lambda: b"abc"[::-1])
attempt(lambda: b"abc"[5])
attempt(lambda: b"abc"["a" + ""])
attempt(lambda: list(b"ab"))
