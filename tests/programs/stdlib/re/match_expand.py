import re

def attempt(f):
    try:
        print(repr(f()))
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: re.match("(a)(?P<n>b)?", "a").expand(r"[\1\g<n>]"))
attempt(lambda: re.match("a", "a").expand(r"\1"))
