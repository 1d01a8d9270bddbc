def attempt(f):
    try:
        print(repr(f()))
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: b"%d %s %r" % (1, b"x", "é"))
attempt(lambda: b"%c%c" % (65, b"z"))
attempt(lambda: b"%s" % "a")
attempt(lambda: b"%c" % 300)
attempt(lambda: b"%5.1f|%-4s|" % (2.5, b"ab"))
attempt(lambda: b"a" % 1)
