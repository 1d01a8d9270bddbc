def attempt(f):
    try:
        print(repr(f()))
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: "abcdef"[::2])
attempt(lambda: "abcdef"[::-1])
attempt(lambda: "abcdef"[4:1:-2])
attempt(lambda: "aéb日"[0:3])
attempt(lambda: "aéb日"[2:3].isascii())
attempt(lambda: "abc"[5:])
attempt(lambda: "abc"[None:None])
