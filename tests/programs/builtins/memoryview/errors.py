def attempt(f):
    try:
        print(repr(f()))
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: memoryview("a"))
attempt(lambda: memoryview(b"a")[5])
attempt(lambda: memoryview(b"ab")["x"])
attempt(lambda: memoryview(b"abc").cast("H"))
attempt(lambda: memoryview(b"abcd")[::2].cast("H"))
attempt(lambda: memoryview(b"ab").cast("x"))
attempt(lambda: memoryview(b"ab").__setitem__(0, 1))
attempt(lambda: memoryview(bytearray(b"ab")).__setitem__(0, 300))
attempt(lambda: memoryview(bytearray(b"ab")).__setitem__(0, "a"))
attempt(lambda: memoryview(bytearray(b"abc")).__setitem__(slice(0, 2), b"xyz"))
attempt(lambda: hash(memoryview(bytearray())))
