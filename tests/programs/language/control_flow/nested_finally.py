def f(n):
    out = []
    try:
        try:
            try:
                out.append(1 // n)
            finally:
                out.append('a')
        except ZeroDivisionError as e:
            out.append(str(e))
            raise ValueError('v') from e
        else:
            out.append('else')
        finally:
            out.append('b')
    except ValueError as e:
        out.append((str(e), type(e.__cause__).__name__, e.__context__ is e.__cause__))
    return out
print(f(1), f(0))
