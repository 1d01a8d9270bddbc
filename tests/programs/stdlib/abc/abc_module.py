import abc


class Shape(abc.ABC):
    @abc.abstractmethod
    def area(self):
        ...

    @property
    @abc.abstractmethod
    def name(self):
        ...


class Sq(Shape):
    name = "sq"

    def area(self):
        return 4


print(Sq().area(), isinstance(Sq(), Shape), Shape.__abstractmethods__ == {"area", "name"})
for cls in (Shape, type("Half", (Shape,), {"area": lambda s: 1})):
    try:
        cls()
    except TypeError as e:
        print(e)


class V(abc.ABC):
    @classmethod
    def __subclasshook__(cls, c):
        return hasattr(c, "quack") or NotImplemented


class D:
    quack = 1


V.register(int)
print(issubclass(D, V), isinstance(3, V), issubclass(str, V), abc.get_cache_token() >= 0)
