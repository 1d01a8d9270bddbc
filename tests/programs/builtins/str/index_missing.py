def attempt(f):
    try:
        print(repr(f()))
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: "abc".index("z"))
attempt(lambda: "abc".rindex("z"))
attempt(lambda: "abc".index("c"))
