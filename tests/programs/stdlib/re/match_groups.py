import re

def attempt(f):
    try:
        print(repr(f()))
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: re.match("(a)(b)?", "a").groups())
attempt(lambda: re.match("(a)(b)?", "a").groups("-"))
attempt(lambda: re.match("(a)(b)", "ab").group(0, 2, 1))
attempt(lambda: re.match("(?P<x>a)(?P<y>b)?", "a").groupdict())
attempt(lambda: re.match("(a)", "a")[1])
attempt(lambda: re.match("a", "a").group(1))
attempt(lambda: re.match("a", "a").group("x"))
