def attempt(f):
    try:
        print(repr(f()))
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: format(-0.0, "z"))
attempt(lambda: format(-0.001, "z.1f"))
attempt(lambda: format(-0.0, ".1f"))
attempt(lambda: format(5, "z"))
attempt(lambda: format("a", "z"))
