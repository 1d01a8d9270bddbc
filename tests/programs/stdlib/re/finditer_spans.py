import re

def attempt(f):
    try:
        print(repr(f()))
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: [m.span() for m in re.finditer(r"\w*", "ab c")])
attempt(lambda: [m.group() for m in re.finditer("a.", "abacad")])
attempt(lambda: next(re.finditer("z", "abc"), None))
