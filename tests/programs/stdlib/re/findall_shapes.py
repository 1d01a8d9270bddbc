import re

def attempt(f):
    try:
        print(repr(f()))
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: re.findall(r"\w", "ab"))
attempt(lambda: re.findall(r"(\w)\d", "a1b2"))
attempt(lambda: re.findall(r"(\w)(\d)?", "a1b"))
attempt(lambda: re.findall("a|", "ba"))
attempt(lambda: re.findall(rb"\d", b"a1"))
