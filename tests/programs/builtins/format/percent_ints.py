def attempt(f):
    try:
        print(repr(f()))
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: "%d %i %5d|%-5d|%05d" % (1, 2, 3, 4, 5))
attempt(lambda: "%x %X %#x %o %#o" % (255, 255, 255, 8, 8))
attempt(lambda: "%+d % d %.3d" % (1, 2, 3))
attempt(lambda: "%d" % 1.9)
attempt(lambda: "%x" % 1.5)
attempt(lambda: "%d" % "a")
