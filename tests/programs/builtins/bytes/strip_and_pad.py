def attempt(f):
    try:
        print(repr(f()))
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: b" a ".strip())
attempt(lambda: b"xxaxx".strip(b"x"))
attempt(lambda: b"a".center(5, b"*"))
attempt(lambda: b"a".ljust(3))
attempt(lambda: b"-5".zfill(4))
attempt(lambda: b"a".center(3, "x"))
