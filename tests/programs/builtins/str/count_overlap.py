def attempt(f):
    try:
        print(repr(f()))
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: "aaaa".count("aa"))
attempt(lambda: "aaaa".count(""))
attempt(lambda: "abcabc".count("bc", 2))
attempt(lambda: "ééé".count("é"))
