x = "global"


class A:
    x = "class"
    y = x

    def f(self):
        return x


print(A.y, A().f())


def g():
    x = "local"

    class B:
        z = x
        x = "inner" if False else "b"

    return B.z, B.x


try:
    print(g())
except NameError as e:
    print(type(e).__name__, e)
