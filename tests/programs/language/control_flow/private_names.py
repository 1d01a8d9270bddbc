class _Base:
    __x = 1
    def get(self): return self.__x, _Base__y if False else None
    def set(self, __v): self.__x = __v; return sorted(vars(self))
class Derived(_Base):
    __x = 2
print(_Base().get(), Derived().get(), Derived().set(3), [n for n in dir(Derived) if 'x' in n])
