def attempt(f):
    try:
        print(repr(f()))
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: str(b"abc", "ascii"))
attempt(lambda: str(b"\xff", "utf-8", "replace"))
attempt(lambda: str("a", "utf-8"))
attempt(lambda: str(5, "utf-8"))
attempt(lambda: str(object=5))
attempt(lambda: str(b"\xff", errors="ignore"))
attempt(lambda: str())
attempt(lambda: str(1, 2))
