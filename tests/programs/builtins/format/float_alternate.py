def attempt(f):
    try:
        print(repr(f()))
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: format(1.0, "#.0f"))
attempt(lambda: format(1e16, "#"))
attempt(lambda: format(1.5, "#g"))
attempt(lambda: format(100.0, ".3"))
attempt(lambda: format(12345.678, ".3"))
