class A:
    __secret = 1

    def __init__(self):
        self.__x = 2

    def get(self):
        return self.__x, self.__secret


a = A()
print(a.get(), a._A__x, A._A__secret, sorted(a.__dict__))
try:
    a.__x
except AttributeError as e:
    print(e)
