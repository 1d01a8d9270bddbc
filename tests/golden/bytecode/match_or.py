match p:
    case [x, 1] | [2, x]: a(x)
    case None | True | "s" | -1: b()
    case _: c()
