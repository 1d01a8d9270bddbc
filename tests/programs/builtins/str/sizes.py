def attempt(f):
    try:
        print(repr(f()))
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: "a".__sizeof__())
attempt(lambda: "é".__sizeof__())
attempt(lambda: "日".__sizeof__())
attempt(lambda: "\U0001F600".__sizeof__())
attempt(lambda: "".__sizeof__())
