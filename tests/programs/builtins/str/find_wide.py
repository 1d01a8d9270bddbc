def attempt(f):
    try:
        print(repr(f()))
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: "日本語日本".find("日", 1))
attempt(lambda: "日本語日本".rfind("日"))
attempt(lambda: "日本語".find("x"))
attempt(lambda: "日本\U0001F600".find("\U0001F600"))
attempt(lambda: "abc".find("日"))
