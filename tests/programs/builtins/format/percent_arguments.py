def attempt(f):
    try:
        print(repr(f()))
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: "%s %s" % (1,))
attempt(lambda: "%s" % (1, 2))
attempt(lambda: "%*d|%-*d|%.*f" % (5, 1, 5, 2, 1, 2.25))
attempt(lambda: "%*d" % ("a", 1))
attempt(lambda: "%y" % 1)
attempt(lambda: "%" % 1)
attempt(lambda: "a" % [])
attempt(lambda: "a" % 1)
