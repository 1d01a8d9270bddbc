def attempt(f):
    try:
        print(repr(f()))
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: str.maketrans("ab", "x"))
attempt(lambda: str.maketrans({"bb": 1}))
attempt(lambda: str.maketrans(1))
attempt(lambda: str.maketrans({1.5: 1}))
attempt(lambda: str.maketrans(1, 2))
