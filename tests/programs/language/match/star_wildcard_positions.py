for v in ([1, 2, 3, 4], [1, 4], [4]):
    match v:
        case [first, *_, last]:
            print(first, last)
        case [only, *rest]:
            print(only, rest)
