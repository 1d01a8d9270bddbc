import re

def attempt(f):
    try:
        print(repr(f()))
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: re.findall(rb"\w+", b"ab \xe9c"))
attempt(lambda: re.search(b"b", bytearray(b"abc")).group())
attempt(lambda: re.sub(b"a", b"<\\g<0>>", b"bab"))
attempt(lambda: re.split(b",", b"a,b"))
