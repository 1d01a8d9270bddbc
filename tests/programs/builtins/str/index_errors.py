def attempt(f):
    try:
        print(repr(f()))
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: "abc"[5])
attempt(lambda: "abc"["a" + ""])
attempt(lambda: "abc"[1.0 + 0])
attempt(lambda: "abc"[-1])
attempt(lambda: "abc"[True])
