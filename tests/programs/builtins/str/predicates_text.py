def attempt(f):
    try:
        print(repr(f()))
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: "a_1".isidentifier())
attempt(lambda: "1a".isidentifier())
attempt(lambda: "日本".isidentifier())
attempt(lambda: "a\n".isprintable())
attempt(lambda: "".isprintable())
attempt(lambda: " \u3000".isspace())
attempt(lambda: "é1".isalnum())
