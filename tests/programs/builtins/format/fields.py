def attempt(f):
    try:
        print(repr(f()))
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: "{0}{1}{0}".format("a", "b"))
attempt(lambda: "{}{}".format(1, 2))
attempt(lambda: "{x}".format(x=1))
attempt(lambda: "{0[k]}".format({"k": 1}))
attempt(lambda: "{0[1]}".format([1, 2]))
attempt(lambda: "{0.real}".format(5))
attempt(lambda: "{{}}".format())
