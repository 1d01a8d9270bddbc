def attempt(f):
    try:
        print(repr(f()))
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: "it's")
attempt(lambda: '"')
attempt(lambda: '"' + "'")
attempt(lambda: "\\n")
attempt(lambda: "\x00\x7f\xa0\xad\ud800")
attempt(lambda: "é日\U0001F600\U000E0001")
