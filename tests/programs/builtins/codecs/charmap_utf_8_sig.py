def attempt(f):
    try:
        print(repr(f()))
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: "aé€ж".encode('utf-8-sig', "replace"))
attempt(lambda: "aé".encode('utf-8-sig', "xmlcharrefreplace"))
attempt(lambda: ascii(bytes(range(120, 160)).decode('utf-8-sig', "replace")))
attempt(lambda: "日".encode('utf-8-sig'))
