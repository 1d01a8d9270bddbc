def attempt(f):
    try:
        print(repr(f()))
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: "{}{0}".format(1))
attempt(lambda: "{0}{}".format(1))
attempt(lambda: "{1}".format(1))
attempt(lambda: "{a}".format())
attempt(lambda: "{".format())
attempt(lambda: "}".format())
attempt(lambda: "{!x}".format(1))
attempt(lambda: "{0[}".format(1))
attempt(lambda: "{0.}".format(1))
attempt(lambda: "{:{:{}}}".format(1, 2, 3))
