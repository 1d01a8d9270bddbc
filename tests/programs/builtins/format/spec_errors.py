def attempt(f):
    try:
        print(repr(f()))
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: format(1, "abc"))
attempt(lambda: format(1, "."))
attempt(lambda: format(1, "9" * 30))
attempt(lambda: format(None, "5"))
attempt(lambda: format([], "s"))
attempt(lambda: format(1, "é"))
attempt(lambda: format(1, 5))
