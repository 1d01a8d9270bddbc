def attempt(f):
    try:
        print(repr(f()))
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: "%s %r %a" % ("é", "é", "é"))
attempt(lambda: "%5s|%-5s|%.2s" % ("a", "b", "abc"))
attempt(lambda: "%c%c" % (65, "日"))
attempt(lambda: "%c" % "ab")
attempt(lambda: "%c" % -1)
attempt(lambda: "%%"  % ())
