def attempt(f):
    try:
        print(repr(f()))
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: "a" + 1)
attempt(lambda: 1 + "a")
attempt(lambda: "a" * "b")
attempt(lambda: 1 in "a")
attempt(lambda: "a" < 1)
attempt(lambda: "a" == 1)
attempt(lambda: "ab" * -1)
attempt(lambda: 2 * "ab")
