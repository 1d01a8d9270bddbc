def attempt(f):
    try:
        print(repr(f()))
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: "aé日".encode("ascii", "ignore"))
attempt(lambda: "aé日".encode("ascii", "xmlcharrefreplace"))
attempt(lambda: "aé日".encode("ascii", "backslashreplace"))
attempt(lambda: b"a\xff".decode("ascii", "backslashreplace"))
attempt(lambda: "é".encode("ascii", "no-such"))
