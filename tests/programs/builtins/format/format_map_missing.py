def attempt(f):
    try:
        print(repr(f()))
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: "{x}".format_map({"x": 1}))
attempt(lambda: "{}".format_map({}))
attempt(lambda: "{x}".format_map({}))
