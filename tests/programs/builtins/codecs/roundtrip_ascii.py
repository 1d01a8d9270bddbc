def attempt(f):
    try:
        print(repr(f()))
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: "abc é".encode('ascii'))
attempt(lambda: "日\U0001F600+".encode('ascii', "replace"))
attempt(lambda: "日".encode('ascii', "backslashreplace").decode('ascii'))
attempt(lambda: "".encode('ascii'))
