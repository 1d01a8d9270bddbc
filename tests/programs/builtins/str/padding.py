def attempt(f):
    try:
        print(repr(f()))
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: "ab".center(5))
attempt(lambda: "ab".center(6, "*"))
attempt(lambda: "ab".ljust(4, "é"))
attempt(lambda: "ab".rjust(4, "日"))
attempt(lambda: "ab".center(5, "xy"))
attempt(lambda: "ab".ljust(5, 1))
attempt(lambda: "ab".rjust("5"))
