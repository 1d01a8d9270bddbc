import math
exec('''
import math as m
class Point:
    """A point."""
    __slots__ = ("x", "y")
    def __init__(self, x, y): self.x, self.y = x, y
    def __add__(self, other): return Point(self.x + other.x, self.y + other.y)
    def __repr__(self): return f"Point({self.x}, {self.y})"
def outer(n):
    def inner():
        nonlocal n
        n += 1
        return n
    return inner
''')
print(Point(1, 2) + Point(3, 4), Point.__doc__, Point.__module__, Point.__qualname__)
step = outer(5)
print(step(), step(), m.floor(2.5), outer.__code__.co_filename, outer.__code__.co_varnames)
