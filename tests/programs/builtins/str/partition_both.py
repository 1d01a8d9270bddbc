def attempt(f):
    try:
        print(repr(f()))
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: "a=b=c".partition("="))
attempt(lambda: "a=b=c".rpartition("="))
attempt(lambda: "abc".partition("x"))
attempt(lambda: "abc".rpartition("x"))
attempt(lambda: "abc".partition(""))
