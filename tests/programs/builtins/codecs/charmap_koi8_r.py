def attempt(f):
    try:
        print(repr(f()))
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: "aé€ж".encode('koi8-r', "replace"))
attempt(lambda: "aé".encode('koi8-r', "xmlcharrefreplace"))
attempt(lambda: ascii(bytes(range(120, 160)).decode('koi8-r', "replace")))
attempt(lambda: "日".encode('koi8-r'))
