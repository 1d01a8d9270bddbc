def attempt(f):
    try:
        print(repr(f()))
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: "aaaa".replace("a", "b", 2))
attempt(lambda: "abc".replace("", "-"))
attempt(lambda: "abc".replace("", "-", 2))
attempt(lambda: "日本".replace("日", "a"))
attempt(lambda: "abc".replace("b", "日"))
attempt(lambda: "abc".replace("abc", ""))
