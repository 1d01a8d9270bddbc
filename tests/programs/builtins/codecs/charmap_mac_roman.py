def attempt(f):
    try:
        print(repr(f()))
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: "aé€ж".encode('mac-roman', "replace"))
attempt(lambda: "aé".encode('mac-roman', "xmlcharrefreplace"))
attempt(lambda: ascii(bytes(range(120, 160)).decode('mac-roman', "replace")))
attempt(lambda: "日".encode('mac-roman'))
