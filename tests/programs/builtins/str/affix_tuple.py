def attempt(f):
    try:
        print(repr(f()))
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: "abc".startswith(("x", "a")))
attempt(lambda: "abc".endswith(("bc", 1)))
attempt(lambda: "abc".endswith((1, "bc")))
attempt(lambda: "abc".startswith(1))
attempt(lambda: "abc".startswith("b", 1, 2))
