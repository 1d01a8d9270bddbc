def raises(e):
    try:
        raise e
    except Exception as x:
        return x
def chain():
    try:
        try:
            1 / 0
        except ZeroDivisionError:
            raise KeyError("k")
    except KeyError as e:
        return e
raise ExceptionGroup("top", [raises(ValueError(1)), ExceptionGroup("nested", [TypeError("t"), chain()]), OSError(2, "No such file")])
