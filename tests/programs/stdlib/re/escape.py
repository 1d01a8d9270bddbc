import re

def attempt(f):
    try:
        print(repr(f()))
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: re.escape("a.b*c [d]"))
attempt(lambda: re.escape("é\n"))
attempt(lambda: re.escape(b"a+b"))
