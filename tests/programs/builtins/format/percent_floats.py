def attempt(f):
    try:
        print(repr(f()))
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: "%f %.2f %e %g %G" % (1.5, 2.345, 1e5, 1e-7, 1e20))
attempt(lambda: "%10.3f|%-10.1f|%+010.2f" % (1, 2, 3))
attempt(lambda: "%f" % "a")
attempt(lambda: "%.0f %#.0f" % (2.5, 2.5))
