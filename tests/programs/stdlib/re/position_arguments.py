import re

def attempt(f):
    try:
        print(repr(f()))
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: re.compile("^b").search("ab", 1))
attempt(lambda: re.compile("b$").search("abb", 0, 2))
attempt(lambda: re.compile(r"\bb").search("ab", 1))
attempt(lambda: re.compile("(?<=a)b").match("ab", 1))
attempt(lambda: re.compile("a").findall("aaaa", 1, 3))
attempt(lambda: re.compile("a").match("ba", -5))
