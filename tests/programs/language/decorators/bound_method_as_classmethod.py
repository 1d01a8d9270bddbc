# A bound method is no descriptor: its __get__ is the function's, and classmethod passes the class to it.
class A:
    def foo(self, *more):
        return more

bound = A().foo
print(bound.__get__(1, int)(2), "__get__" in type(bound).__dict__)

class B:
    plain = bound
    cls = classmethod(bound)
    static = staticmethod(bound)

print(B.cls(), B().cls(1), B.static(), B().plain(), B.plain(2))
