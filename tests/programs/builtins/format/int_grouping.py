def attempt(f):
    try:
        print(repr(f()))
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: format(1234567, ","))
attempt(lambda: format(1234567, "_"))
attempt(lambda: format(0xdeadbeef, "_x"))
attempt(lambda: format(1234, "012,"))
attempt(lambda: format(1234, ",x"))
attempt(lambda: format(1234, ",_"))
