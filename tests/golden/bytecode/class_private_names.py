class _C:
    __x = 1
    def f(self, __y):
        self.__x = __y
        return self.__x__
