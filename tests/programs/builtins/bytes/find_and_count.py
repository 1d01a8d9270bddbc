def attempt(f):
    try:
        print(repr(f()))
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: b"abcabc".find(b"c"))
attempt(lambda: b"abc".find(98))
attempt(lambda: b"abc".rfind(b"z"))
attempt(lambda: b"aaa".count(b"a"))
attempt(lambda: b"aaa".count(97, 1))
attempt(lambda: b"a".index(b"b"))
attempt(lambda: b"a".find("a"))
attempt(lambda: b"a".find(300))
