def attempt(f):
    try:
        print(repr(f()))
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: format(1 + 2j, ".1f"))
attempt(lambda: format(2j, ""))
attempt(lambda: format(1 + 2j, ">12"))
attempt(lambda: format(1j, "05"))
attempt(lambda: format(1j, "=5"))
attempt(lambda: format(1j, "%"))
