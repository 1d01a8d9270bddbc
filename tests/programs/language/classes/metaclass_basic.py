class Meta(type):
    def __new__(mcls, name, bases, ns, **kw):
        cls = super().__new__(mcls, name, bases, ns)
        cls.kw = kw
        return cls
    def __init__(cls, name, bases, ns, **kw):
        super().__init__(name, bases, ns)
        cls.tag = name.lower()
    def hello(cls): return 'hello from ' + cls.__name__
    @property
    def prop(cls): return cls.tag * 2
class A(metaclass=Meta, x=1): pass
class B(A): pass
print(type(A).__name__, A.kw, A.tag, B.tag, A.hello(), B.prop)
print(isinstance(A, Meta), hasattr(A(), 'hello'))
