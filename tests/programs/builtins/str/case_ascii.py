def attempt(f):
    try:
        print(repr(f()))
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: "Hello World".upper())
attempt(lambda: "Hello World".lower())
attempt(lambda: "hello WORLD".title())
attempt(lambda: "hELLO".capitalize())
attempt(lambda: "Hello".swapcase())
