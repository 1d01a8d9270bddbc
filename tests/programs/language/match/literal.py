def f(x):
    match x:
        case 0:
            return "zero"
        case -1 | 1:
            return "one"
        case 1.5:
            return "float"
        case "a" "b":
            return "text"
        case b"x":
            return "bytes"
        case None:
            return "none"
        case True:
            return "true"
        case 2 + 3j:
            return "complex"
        case _:
            return "other"


print([f(v) for v in (0, 1, -1, 1.5, "ab", b"x", None, False, 2 + 3j, 1.0, "c")])
