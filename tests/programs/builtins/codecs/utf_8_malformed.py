def attempt(f):
    try:
        print(repr(f()))
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: b'\xff'.decode())
attempt(lambda: b'\xc3'.decode())
attempt(lambda: b'\xe6\x97'.decode())
attempt(lambda: b'\xed\xa0\x80'.decode())
attempt(lambda: b'\xc0\x80'.decode())
attempt(lambda: b'\xf4\x90\x80\x80'.decode())
attempt(lambda: b'\xe2\x82a'.decode())
attempt(lambda: b'\xf0\x9fab'.decode())
