def attempt(f):
    try:
        print(repr(f()))
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: "42".zfill(5))
attempt(lambda: "-42".zfill(6))
attempt(lambda: "+1".zfill(4))
attempt(lambda: "".zfill(2))
attempt(lambda: "--1".zfill(5))
