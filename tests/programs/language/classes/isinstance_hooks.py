class Meta(type):
    def __instancecheck__(cls, obj): return obj == 42
    def __subclasscheck__(cls, sub): return sub is int
class A(metaclass=Meta): pass
print(isinstance(42, A), isinstance(1, A), issubclass(int, A), issubclass(str, A), isinstance(A(), A))
print(isinstance(1, (str, int)), isinstance(1, (str, (float, (int,)))), isinstance(1, int | str), issubclass(bool, int | None))
for f in [lambda: isinstance(1, 2), lambda: issubclass(1, int), lambda: issubclass(int, 1), lambda: isinstance(1, list[int])]:
    try: f()
    except TypeError as e: print(e)
