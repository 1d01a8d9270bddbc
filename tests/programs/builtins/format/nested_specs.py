def attempt(f):
    try:
        print(repr(f()))
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: "{:{}}".format("a", 5))
attempt(lambda: "{:{w}.{p}f}".format(3.14159, w=8, p=2))
attempt(lambda: "{0:{1}{2}{3}}".format(5, "*", "^", 7))
