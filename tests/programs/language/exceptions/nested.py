def f(n):
    try:
        try:
            if n == 0:
                raise KeyError(n)
            if n == 1:
                raise ValueError(n)
            print("ok", n)
        except KeyError as e:
            print("inner", repr(e))
            raise TypeError("from inner")
        finally:
            print("inner finally")
    except (ValueError, TypeError) as e:
        print("outer", repr(e), repr(e.__context__))
    finally:
        print("outer finally")
for i in range(3):
    f(i)
