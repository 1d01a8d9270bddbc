def attempt(f):
    try:
        print(repr(f()))
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: "abc é".encode('latin-1'))
attempt(lambda: "日\U0001F600+".encode('latin-1', "replace"))
attempt(lambda: "日".encode('latin-1', "backslashreplace").decode('latin-1'))
attempt(lambda: "".encode('latin-1'))
