def show(e):
    while e is not None:
        print(type(e).__name__, e, "| cause", repr(e.__cause__), "| context", repr(e.__context__), e.__suppress_context__)
        e = e.__cause__ or e.__context__

try:
    try:
        1 / 0
    except ZeroDivisionError as e:
        raise ValueError("v") from e
except ValueError as e:
    show(e)
try:
    try:
        {}["x"]
    except KeyError:
        raise TypeError("t")
except TypeError as e:
    show(e)
try:
    try:
        {}["x"]
    except KeyError:
        raise TypeError("t") from None
except TypeError as e:
    show(e)
