import types


class Bare:
    pass


class Full:
    @classmethod
    def module_repr(cls, module):
        return '<module %r (crafted)>' % module.__name__


m = types.ModuleType('foo')
print(m)
m.__loader__ = Full
print(m)
m.__file__ = '/tmp/foo.py'
print(m)
m.__loader__ = Bare
print(m)
del m.__file__
print(m)
del m.__name__
print(m)
m.__loader__ = None
print(m)
