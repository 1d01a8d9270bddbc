def attempt(f):
    try:
        print(repr(f()))
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: "a\tb\t\tc".expandtabs(4))
attempt(lambda: "\ta\n\tb".expandtabs())
attempt(lambda: "a\tb".expandtabs(0))
attempt(lambda: "ab\tc".expandtabs(tabsize=3))
