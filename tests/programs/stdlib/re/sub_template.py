import re

def attempt(f):
    try:
        print(repr(f()))
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: re.sub(r"(\w+) (\w+)", r"\2 \1", "a b c d"))
attempt(lambda: re.sub("(?P<x>\\d)", r"[\g<x>\g<0>]", "a1b2"))
attempt(lambda: re.sub("(a)|b", r"[\1]", "ab"))
attempt(lambda: re.sub("a", r"\n\\", "bab"))
