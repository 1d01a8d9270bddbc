def attempt(f):
    try:
        print(repr(f()))
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: "abc é".encode('utf-16-le'))
attempt(lambda: "日\U0001F600+".encode('utf-16-le', "replace"))
attempt(lambda: "日".encode('utf-16-le', "backslashreplace").decode('utf-16-le'))
attempt(lambda: "".encode('utf-16-le'))
