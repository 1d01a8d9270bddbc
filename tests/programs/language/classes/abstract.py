from abc import ABC, abstractmethod
class Shape(ABC):
    @abstractmethod
    def area(self): ...
    @property
    @abstractmethod
    def name(self): ...
class Sq(Shape):
    def area(self): return 4
class Full(Sq):
    @property
    def name(self): return 'full'
for c in (Shape, Sq, Full):
    try: print(c().name)
    except TypeError as e: print(e)
class V:
    pass
Shape.register(V)
print(isinstance(V(), Shape), issubclass(V, Shape), issubclass(int, Shape))
