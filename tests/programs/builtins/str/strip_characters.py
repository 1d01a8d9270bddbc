def attempt(f):
    try:
        print(repr(f()))
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: "xxhixx".strip("x"))
attempt(lambda: " \t hi\n".strip())
attempt(lambda: "日hi日".strip("日本"))
attempt(lambda: "hi".lstrip("h"))
attempt(lambda: "hi".rstrip(1))
