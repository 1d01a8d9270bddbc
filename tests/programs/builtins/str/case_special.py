def attempt(f):
    try:
        print(repr(f()))
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: "straße".upper())
attempt(lambda: "ﬁn".title())
attempt(lambda: "ΑΣ ΣΑΣ".lower())
attempt(lambda: "İ".lower())
attempt(lambda: "ǅ".swapcase())
attempt(lambda: "ŉ".capitalize())
attempt(lambda: "ß".casefold())
