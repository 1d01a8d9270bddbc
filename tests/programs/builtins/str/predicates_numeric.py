def attempt(f):
    try:
        print(repr(f()))
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: [c.isdecimal() for c in "1²½٣"])
attempt(lambda: [c.isdigit() for c in "1²½٣"])
attempt(lambda: [c.isnumeric() for c in "1²½٣"])
attempt(lambda: "".isdigit())
