def attempt(f):
    try:
        print(repr(f()))
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: "é".encode())
attempt(lambda: "é".encode("latin-1"))
attempt(lambda: "é".encode(errors="ignore", encoding="ascii"))
attempt(lambda: "é".encode(1))
attempt(lambda: "é".encode("ascii", 1))
attempt(lambda: "é".encode("no-such"))
