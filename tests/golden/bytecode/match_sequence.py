match p:
    case [a, *_, b]: f(a, b)
    case (a, *rest): f(rest)
    case []: f()
