def attempt(f):
    try:
        print(repr(f()))
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: format(float("nan"), "010"))
attempt(lambda: format(float("-inf"), "+"))
attempt(lambda: format(float("inf"), "F"))
attempt(lambda: "%05.1f" % float("inf"))
