class Recorder(dict):
    def __init__(self): self.log = []
    def __setitem__(self, k, v):
        if not k.startswith('__'): self.log.append(k)
        super().__setitem__(k, v)
class Meta(type):
    @classmethod
    def __prepare__(mcls, name, bases): return Recorder()
    def __new__(mcls, name, bases, ns):
        cls = super().__new__(mcls, name, bases, dict(ns))
        cls.log = ns.log
        return cls
class A(metaclass=Meta):
    b = 1
    a = 2
    b = 3
    def f(self): pass
print(A.log, A.b)
