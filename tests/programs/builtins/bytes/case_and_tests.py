def attempt(f):
    try:
        print(repr(f()))
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: b"Hello".swapcase())
attempt(lambda: b"hello world".title())
attempt(lambda: b"\xe9".upper())
attempt(lambda: b"abc".isalpha())
attempt(lambda: b"1".isdigit())
attempt(lambda: b"\xff".isascii())
attempt(lambda: b"A1".isupper())
