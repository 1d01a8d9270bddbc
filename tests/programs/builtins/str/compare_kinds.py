def attempt(f):
    try:
        print(repr(f()))
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: "a" < "é" < "日" < "\U0001F600")
attempt(lambda: "abc" == "abc")
attempt(lambda: "" < "a")
attempt(lambda: max("zé日"))
attempt(lambda: sorted(["b", "é", "a", "日", "Z"]))
