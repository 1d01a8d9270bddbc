def f(x):
    match x:
        case {"kind": "point", "x": x, "y": y}:
            return ("point", x, y)
        case {"kind": str(k), **rest}:
            return (k, rest)
        case {1: _, None: v}:
            return v
        case {}:
            return "dict"
        case _:
            return "other"


print(f({"kind": "point", "x": 1, "y": 2, "z": 3}))
print(f({"kind": "line", "len": 3}))
print(f({1: 2, None: 4}), f({}), f({"a": 1}), f([]))
