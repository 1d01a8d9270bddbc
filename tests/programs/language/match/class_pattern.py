class Point:
    __match_args__ = ("x", "y")

    def __init__(self, x, y):
        self.x = x
        self.y = y


class Point3(Point):
    pass


def f(v):
    match v:
        case Point(0, y=0):
            return "origin"
        case Point3(x=x):
            return f"three {x}"
        case Point(x, y) if x == y:
            return f"diagonal {x}"
        case Point(x=0 | 1 as small):
            return f"small {small}"
        case int(n) | float(n):
            return f"number {n}"
        case str():
            return "text"
        case Point():
            return "point"
    return None


print([f(v) for v in (Point(0, 0), Point3(9, 1), Point(4, 4), Point(1, 7), 3, 2.5, "s", Point(8, 9), [])])
