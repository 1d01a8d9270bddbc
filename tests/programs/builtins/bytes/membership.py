def attempt(f):
    try:
        print(repr(f()))
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: 97 in b"abc")
attempt(lambda: b"bc" in b"abc")
attempt(lambda: 300 in b"a")
attempt(lambda: "a" in b"a")
