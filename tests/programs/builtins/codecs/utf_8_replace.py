def attempt(f):
    try:
        print(repr(f()))
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: ascii(b'a\xffb'.decode("utf-8", "replace")))
attempt(lambda: ascii(b'\xe6\x97'.decode("utf-8", "replace")))
attempt(lambda: ascii(b'\xed\xa0\x80'.decode("utf-8", "replace")))
attempt(lambda: ascii(b'\xf0\x9fab'.decode("utf-8", "replace")))
attempt(lambda: ascii(b'\xf5\x80'.decode("utf-8", "replace")))
