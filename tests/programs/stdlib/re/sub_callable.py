import re

def attempt(f):
    try:
        print(repr(f()))
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: re.sub("a", lambda m: m.group().upper() + str(m.start()), "banana"))
attempt(lambda: re.sub("x*", "-", "abxd"))
attempt(lambda: re.subn("a", "b", "aaa", count=2))
attempt(lambda: re.sub("", "-", "abc"))
