import re

def attempt(f):
    try:
        print(repr(f()))
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: re.compile("(?P<n>a)", re.I).groupindex)
attempt(lambda: re.compile("(a)(b)").groups)
attempt(lambda: re.compile("a", re.M).flags)
attempt(lambda: re.compile("a", re.I | re.X))
attempt(lambda: re.compile(b"a").pattern)
attempt(lambda: re.compile("a") == re.compile("a"))
