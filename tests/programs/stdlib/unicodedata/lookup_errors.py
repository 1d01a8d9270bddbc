import unicodedata

def attempt(f):
    try:
        print(repr(f()))
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: unicodedata.lookup("BULLET"))
attempt(lambda: unicodedata.lookup("no such"))
attempt(lambda: unicodedata.name("\x00"))
attempt(lambda: unicodedata.decimal("a"))
attempt(lambda: unicodedata.normalize("X", "a"))
attempt(lambda: unicodedata.category("ab"))
