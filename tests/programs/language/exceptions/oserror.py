import errno
for args in ((2, "No such"), (2, "No such", "f.txt"), (13, "x", "a", None, "b"), (1, "p"), (9999, "q"), ("only",), (), (1, 2, 3, 4, 5, 6)):
    e = OSError(*args)
    print(type(e).__name__, e.args, e.errno, e.strerror, e.filename, e.filename2, "|", str(e), "|", repr(e))
print(OSError is IOError is EnvironmentError)
class Mine(OSError):
    def __init__(self, a, b):
        super().__init__(a, b)
        self.c = 7
m = Mine(2, "zz")
print(type(m).__name__, m.errno, m.strerror, m.c, m)
e = BlockingIOError(11, "again", 5)
print(e.characters_written, e.filename, e.args)
try:
    OSError().characters_written
except AttributeError as error:
    print(error)
print(FileNotFoundError(2, "m", "f"), ConnectionResetError("x"))
