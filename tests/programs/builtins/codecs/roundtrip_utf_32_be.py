def attempt(f):
    try:
        print(repr(f()))
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: "abc é".encode('utf-32-be'))
attempt(lambda: "日\U0001F600+".encode('utf-32-be', "replace"))
attempt(lambda: "日".encode('utf-32-be', "backslashreplace").decode('utf-32-be'))
attempt(lambda: "".encode('utf-32-be'))
