def attempt(f):
    try:
        print(repr(f()))
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: "%(a)s %(b)03d" % {"a": 1, "b": 2})
attempt(lambda: "%(a)s" % {})
attempt(lambda: "%(a)s" % 1)
attempt(lambda: "%(a)s%s" % {"a": 1})
attempt(lambda: "%(a" % {})
