match x, y:
    case 1 | -2 | 3.5 | 1 + 2j | -1 - 2j: pass
    case 'a' 'b' | b'c' | None | True: pass
    case a.b.c: pass
    case _: pass
    case [a, *_, b] | (a, *b) | () | [] | (c): pass
    case {'a': x, 1: y, A.b: z, **rest}: pass
    case {}: pass
    case P(): pass
    case a.P(x, y=1, z=_,): pass
    case (1 | 2) as n if n > 1: pass
    case a, *b: pass
    case *a,: pass
match = case = 1
match[case]
match(x)
match * a, b
print(match.case)
