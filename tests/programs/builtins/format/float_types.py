def attempt(f):
    try:
        print(repr(f()))
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: format(3.14159, ".2f"))
attempt(lambda: format(1e10, "e"))
attempt(lambda: format(1e10, "g"))
attempt(lambda: format(0.5, "%"))
attempt(lambda: format(0.5, ".1%"))
attempt(lambda: format(1.5, "d"))
attempt(lambda: format(1.0, ""))
attempt(lambda: format(1e16, ""))
