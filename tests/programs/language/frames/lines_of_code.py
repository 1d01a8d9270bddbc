# The lines of a code object: those that CPython has instructions for.
def statements(a):
    """docstring"""
    "text"
    try:
        pass
    except ValueError:
        b = [1,
             2,
             3]
    finally:
        c = {"a":
             1,
             "b": a}
    while True:
        if a:
            break
        continue
    for x in a:
        if x:
            continue
    else:
        b = 1

    def inner(x, y=
              2, *, z=
              3):
        return (
            1)
    match a:
        case 1:
            pass
        case _:
            d = 1
    return None


for code in statements.__code__, *(c for c in statements.__code__.co_consts if hasattr(c, "co_lines")):
    print(code.co_name, sorted({line for _, _, line in code.co_lines() if line}))
