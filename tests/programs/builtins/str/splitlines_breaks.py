def attempt(f):
    try:
        print(repr(f()))
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: "a\nb\r\nc\x85d\u2028e\x0bf".splitlines())
attempt(lambda: "a\n\nb\n".splitlines(True))
attempt(lambda: "".splitlines())
attempt(lambda: "\n".splitlines(keepends=True))
