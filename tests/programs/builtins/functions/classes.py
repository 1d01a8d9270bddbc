print(isinstance(1, int), isinstance(True, int), isinstance(1, (str, int)), isinstance(1, int | str), issubclass(bool, int), issubclass(int, (str, object)))
for f in (lambda: isinstance(3, 4), lambda: issubclass(3, int), lambda: issubclass(int, 4), lambda: isinstance(3, (str, 4))):
    try:
        print(f())
    except TypeError as e:
        print(e)
print(callable(len), callable(3), callable(int), callable(lambda: 1), type(3), type("a") is str)
class M(type):
    def __instancecheck__(cls, x): return x == 5
    def __subclasscheck__(cls, x): return x is int
class A(metaclass=M): pass
print(isinstance(5, A), isinstance(6, A), issubclass(int, A), issubclass(str, A))
T = type("T", (object,), {"a": 1, "f": lambda self: self.a})
print(T().f(), T.__name__, T.__mro__)
