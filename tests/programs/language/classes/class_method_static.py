class A:
    n = 0
    @classmethod
    def make(cls, k=1):
        a = cls(); a.n = k
        return a
    @staticmethod
    def add(a, b): return a + b
class B(A): pass
print(type(B.make(3)).__name__, B.make(k=4).n, A.add(1, 2), A().add(3, 4))
print(A.__dict__['make'].__func__.__name__, A.make.__self__ is A)
A.late = classmethod(lambda cls: cls.__name__)
print(B.late(), B().late())
A.late = staticmethod(lambda: 'static')
print(B.late())
