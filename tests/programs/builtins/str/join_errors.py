def attempt(f):
    try:
        print(repr(f()))
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: "-".join(["a", 1]))
attempt(lambda: "-".join(5))
attempt(lambda: "-".join([]))
attempt(lambda: "-".join(("a",)))
attempt(lambda: "日".join("abc"))
attempt(lambda: "".join({"x": 1}))
