import sys
def g():
    try:
        raise ValueError("in gen")
    except ValueError:
        yield repr(sys.exception())
        yield repr(sys.exception())
    yield repr(sys.exception())
it = g()
print(next(it), sys.exception())
try:
    raise KeyError("outside")
except KeyError:
    print(next(it), repr(sys.exception()))
    print(next(it), repr(sys.exception()))
print(sys.exception())
def h():
    yield 1
    yield repr(sys.exception())
it = h()
next(it)
try:
    raise TypeError("x")
except TypeError:
    print(next(it))
def k():
    try:
        yield
    except Exception as e:
        raise OSError("new")
it = k()
next(it)
try:
    try:
        raise KeyError("first")
    except KeyError:
        it.throw(ValueError("thrown"))
except OSError as e:
    print(repr(e.__context__), repr(e.__context__.__context__))
