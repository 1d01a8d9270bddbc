def attempt(f):
    try:
        print(repr(f()))
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: "abc".find("c", -1))
attempt(lambda: "abc".find("c", 0, -1))
attempt(lambda: "abc".find("", 3))
attempt(lambda: "abc".find("", 4))
attempt(lambda: "abc".rfind("b", None, None))
attempt(lambda: "abc".find("a", "x"))
