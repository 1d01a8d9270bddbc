import re

def attempt(f):
    try:
        print(repr(f()))
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: re.compile("("))
attempt(lambda: re.compile("*a"))
attempt(lambda: re.compile("[a"))
attempt(lambda: re.compile("a{2,1}"))
attempt(lambda: re.compile(r"\8"))
attempt(lambda: re.compile("(?<=a+)b"))
attempt(lambda: re.compile("a**"))
attempt(lambda: re.compile("(?P<1>a)"))
