def attempt(f):
    try:
        print(repr(f()))
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: "prefix_x".removeprefix("prefix_"))
attempt(lambda: "x_suffix".removesuffix("_suffix"))
attempt(lambda: "x".removeprefix(""))
attempt(lambda: "x".removesuffix(1))
