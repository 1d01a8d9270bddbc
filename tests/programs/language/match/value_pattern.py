import enum


class Color(enum.Enum):
    RED = 1
    BLUE = 2


class K:
    limit = 10


def f(x):
    match x:
        case Color.RED:
            return "red"
        case K.limit:
            return "limit"
        case Color():
            return x.name
    return "?"


print(f(Color.RED), f(10), f(Color.BLUE), f(3))
