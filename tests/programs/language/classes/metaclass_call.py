class Singleton(type):
    instances = {}
    def __call__(cls, *args, **kw):
        if cls not in Singleton.instances:
            Singleton.instances[cls] = super().__call__(*args, **kw)
        return Singleton.instances[cls]
class A(metaclass=Singleton):
    def __init__(self, x): self.x = x
print(A(1) is A(2), A(3).x)
