def attempt(f):
    try:
        print(repr(f()))
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: "abc é".encode('utf-16'))
attempt(lambda: "日\U0001F600+".encode('utf-16', "replace"))
attempt(lambda: "日".encode('utf-16', "backslashreplace").decode('utf-16'))
attempt(lambda: "".encode('utf-16'))
