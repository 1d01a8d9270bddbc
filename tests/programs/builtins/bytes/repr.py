def attempt(f):
    try:
        print(repr(f()))
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: b'\'"')
attempt(lambda: b"'")
attempt(lambda: b"\\\n\x00\xff")
attempt(lambda: str(b"a"))
