x = 1
class C:
    x = x
    __p = 2
    def f(self):
        return super().f, x, self.__p
