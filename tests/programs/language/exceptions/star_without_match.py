# A clause of except* that matches nothing leaves the group to the next one as it is, no copy of it.
def context(e):
    print(type(e).__name__, e.__suppress_context__, repr(e.__context__), repr(e.__cause__))


group = ExceptionGroup("a", [KeyError(1), ExceptionGroup("b", [ValueError(2)])])
try:
    try:
        raise ZeroDivisionError("z")
    finally:
        raise group
except* NameError:
    pass
except* Exception as e:
    context(e)
    print(e is group)
try:
    try:
        raise ZeroDivisionError("z")
    finally:
        raise group
except* KeyError as e:
    context(e)
except* Exception as e:
    context(e)
    print(e is group)
