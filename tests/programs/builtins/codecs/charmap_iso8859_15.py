def attempt(f):
    try:
        print(repr(f()))
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: "aé€ж".encode('iso8859-15', "replace"))
attempt(lambda: "aé".encode('iso8859-15', "xmlcharrefreplace"))
attempt(lambda: ascii(bytes(range(120, 160)).decode('iso8859-15', "replace")))
attempt(lambda: "日".encode('iso8859-15'))
