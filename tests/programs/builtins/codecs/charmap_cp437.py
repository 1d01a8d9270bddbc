def attempt(f):
    try:
        print(repr(f()))
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: "aé€ж".encode('cp437', "replace"))
attempt(lambda: "aé".encode('cp437', "xmlcharrefreplace"))
attempt(lambda: ascii(bytes(range(120, 160)).decode('cp437', "replace")))
attempt(lambda: "日".encode('cp437'))
