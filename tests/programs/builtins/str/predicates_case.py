def attempt(f):
    try:
        print(repr(f()))
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: "ab1".islower())
attempt(lambda: "AB1".isupper())
attempt(lambda: "Ab Cd".istitle())
attempt(lambda: "ABc".istitle())
attempt(lambda: "1".islower())
attempt(lambda: "ǅ".istitle())
