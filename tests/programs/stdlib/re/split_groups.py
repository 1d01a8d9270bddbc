import re

def attempt(f):
    try:
        print(repr(f()))
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: re.split("(,)|;", "a,b;c"))
attempt(lambda: re.split("x*", "axbc"))
attempt(lambda: re.split(r"\W+", "Words, words.", maxsplit=1))
attempt(lambda: re.split(",", ""))
