def attempt(f):
    try:
        print(repr(f()))
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: "  a  b c ".split())
attempt(lambda: "  a  b c ".split(None, 1))
attempt(lambda: "  a  b c ".rsplit(None, 1))
attempt(lambda: "a\u2003b\x1cc".split())
attempt(lambda: "".split())
