def f(x):
    match x:
        case []:
            return "empty"
        case [a]:
            return f"one {a}"
        case [a, *rest, b] if a == b:
            return f"same ends {a} {rest}"
        case (a, [b, c]):
            return f"nested {a} {b} {c}"
        case [1, *_]:
            return "starts with 1"
        case [*front, last]:
            return f"{front} then {last}"
    return "no"


for v in ([], [5], (1, 2, 1), [1, [2, 3]], [1, 2], [7, 8, 9], "ab", b"ab", {1: 2}, range(3), 5):
    print(f(v))
