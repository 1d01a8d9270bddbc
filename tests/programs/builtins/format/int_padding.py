def attempt(f):
    try:
        print(repr(f()))
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: format(5, "05"))
attempt(lambda: format(-5, "=+8"))
attempt(lambda: format(5, "*^7"))
attempt(lambda: format(5, "<4") + "|")
attempt(lambda: format(5, "é>3"))
attempt(lambda: format(5, "+"))
attempt(lambda: format(5, " "))
