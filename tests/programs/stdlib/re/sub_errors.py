import re

def attempt(f):
    try:
        print(repr(f()))
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: re.sub("a", r"\1", "a"))
attempt(lambda: re.sub("a", r"\q", "a"))
attempt(lambda: re.sub("(a)", r"\g<y>", "a"))
attempt(lambda: re.sub("a", "b", 5))
attempt(lambda: re.sub("a", lambda m: 1, "a"))
