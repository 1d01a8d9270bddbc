def attempt(f):
    try:
        print(repr(f()))
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: bytearray(b"a").append(300))
attempt(lambda: bytearray(b"a").append("a"))
attempt(lambda: bytearray().pop())
attempt(lambda: bytearray(b"a").remove(1))
attempt(lambda: bytearray(b"a").extend(5))
attempt(lambda: bytearray(b"a").__setitem__(0, 256))
attempt(lambda: bytearray(b"a").__setitem__(5, 1))
attempt(lambda: hash(bytearray()))
attempt(lambda: bytearray(b"abcd").__setitem__(slice(None, None, 2), b"x"))
