def attempt(f):
    try:
        print(repr(f()))
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: "abc".translate({97: None, 98: "xx", 99: 100}))
attempt(lambda: "abc".translate(str.maketrans("ab", "xy", "c")))
attempt(lambda: "ab".translate({97: 1.5}))
attempt(lambda: "ab".translate({97: -1}))
attempt(lambda: "ab".translate([0]))
