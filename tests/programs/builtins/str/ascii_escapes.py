def attempt(f):
    try:
        print(repr(f()))
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: ascii("é日\U0001F600'"))
attempt(lambda: ascii("a"))
attempt(lambda: ascii("\n"))
