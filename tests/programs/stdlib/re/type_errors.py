import re

def attempt(f):
    try:
        print(repr(f()))
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: re.match("a", b"a"))
attempt(lambda: re.match(b"a", "a"))
attempt(lambda: re.match("a", 5))
attempt(lambda: re.search("a", None))
attempt(lambda: re.compile(5))
