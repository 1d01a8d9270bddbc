import re

def attempt(f):
    try:
        print(repr(f()))
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: re.match("(a)(?P<n>b)", "abc").lastgroup)
attempt(lambda: re.match("(a)b", "abc").regs)
attempt(lambda: re.compile("b").search("abc", 1, 2).endpos)
attempt(lambda: re.search("b", "abc"))
attempt(lambda: re.search("(b)", "abc").span(1))
attempt(lambda: re.search("(x)?b", "abc").start(1))
attempt(lambda: re.match("a", "a").string)
