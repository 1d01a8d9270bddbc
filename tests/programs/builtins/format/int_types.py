def attempt(f):
    try:
        print(repr(f()))
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: format(255, "x"))
attempt(lambda: format(255, "#X"))
attempt(lambda: format(5, "b"))
attempt(lambda: format(-8, "#o"))
attempt(lambda: format(65, "c"))
attempt(lambda: format(5, "s"))
attempt(lambda: format(5, ".2d"))
