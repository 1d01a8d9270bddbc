def attempt(f):
    try:
        print(repr(f()))
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: format("abc", "5"))
attempt(lambda: format("abc", ">5"))
attempt(lambda: format("abc", ".2"))
attempt(lambda: format("abc", "05"))
attempt(lambda: format("abc", "=5"))
attempt(lambda: format("abc", "+"))
attempt(lambda: format("abc", ","))
attempt(lambda: format("abc", "d"))
