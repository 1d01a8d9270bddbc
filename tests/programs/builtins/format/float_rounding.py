def attempt(f):
    try:
        print(repr(f()))
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: format(0.125, ".2f"))
attempt(lambda: format(2.5, ".0f"))
attempt(lambda: format(3.5, ".0f"))
attempt(lambda: format(9.995, ".2f"))
attempt(lambda: format(1e22, ".1f"))
attempt(lambda: format(1 / 3, ".20f"))
attempt(lambda: format(5e-324, ".3e"))
