def attempt(f):
    try:
        print(repr(f()))
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: "a日b".replace("日", "").isascii())
attempt(lambda: "é".replace("é", "e").encode())
attempt(lambda: "a日".replace("日", "é"))
