def attempt(f):
    try:
        print(repr(f()))
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: b"\xc3\xa9".decode())
attempt(lambda: b"\xe9".decode("latin-1"))
attempt(lambda: b"\xff".decode())
attempt(lambda: b"\xff".decode("ascii", "replace"))
attempt(lambda: b"a".decode("no-such"))
