e = BaseException(1, "two")
print(e.args, str(e), repr(e), e.__traceback__, e.__cause__, e.__context__, e.__suppress_context__)
e.args = [3]
print(e.args, str(e), repr(e))
print(str(Exception()), repr(Exception()), str(Exception((1, 2))), repr(Exception((1, 2))))
for name in ("__cause__", "__context__", "__traceback__", "args"):
    for value in (3, None):
        try:
            setattr(e, name, value)
            print(name, value, getattr(e, name))
        except TypeError as error:
            print(error)
    try:
        delattr(e, name)
    except TypeError as error:
        print(error)
e.extra = 5
print(e.__dict__)
print(e.__reduce__())
e.__setstate__({"more": 6})
print(e.more)
try:
    ValueError(a=1)
except TypeError as error:
    print(error)
