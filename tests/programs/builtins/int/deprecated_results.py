import operator
import warnings


class Index:
    def __index__(self):
        return True


class Int:
    def __int__(self):
        return True


class Trunc:
    def __trunc__(self):
        return Index()


class Float:
    def __float__(self):
        return type('F', (float,), {})(1.5)


class Complex:
    def __complex__(self):
        return type('C', (complex,), {})(1j)


with warnings.catch_warnings(record=True) as seen:
    warnings.simplefilter('always')
    print(operator.index(Index()), [1, 2][Index()], int(Int()), int(Trunc()), float(Float()), complex(Complex()), bool(NotImplemented))
for w in seen:
    print(w.category.__name__, w.message)
