match p:
    case {"k": v, 1: 2, **rest}: a(v, rest)
    case {}: b()
