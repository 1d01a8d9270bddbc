def attempt(f):
    try:
        print(repr(f()))
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: "a,b,,c".split(","))
attempt(lambda: "a,b,,c".split(",", 2))
attempt(lambda: "a,b,,c".rsplit(",", 2))
attempt(lambda: "a--b".split("--"))
attempt(lambda: "".split(","))
attempt(lambda: "a".split(""))
attempt(lambda: "a".split(1))
