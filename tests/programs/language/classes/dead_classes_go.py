# Classes die like other objects: with their instances, out of __subclasses__(), and caches forget them.
import gc
import weakref


class Base:
    def method(self):
        return "base"


def call(x):
    return x.method(), x.attribute, type(x).label


def make(i):
    class Temporary(Base):
        label = i

        def __init__(self):
            if i % 2:
                self.other = 0
            self.attribute = i

        def method(self):
            return -i

    return Temporary


def use(i):
    cls = make(i)
    return call(cls()), cls.label, weakref.ref(cls)


def collect():
    gc.collect()


def alive():
    return sorted(c.label for c in Base.__subclasses__())


seen = [use(i) for i in range(5)]
print([s[:2] for s in seen])
seen = [s[2] for s in seen]
collect()
print([s() for s in seen], alive())

kept = make(7)
instance = make(8)()
bound = make(9)().method
collect()
print(alive(), call(instance), bound())
del kept, bound
collect()
print(alive(), call(instance), type(instance).__mro__[1] is Base)
del instance
collect()
print(alive())

# Their shapes are used again: what was cached for a dead class must not answer for a new one.
total = 0
for i in range(3000):
    (a, b, c), d, _ = use(i)
    total += a + b + c + d
print(total, call(make(4)()))

# A metaclass, its class and an instance go together; so does a class that refers to itself.
class Meta(type):
    pass


def group():
    meta = Meta("SubMeta", (Meta,), {})
    cls = meta("C", (), {"self": None})
    cls.self = cls
    cls.one = cls()
    return [weakref.ref(x) for x in (meta, cls, cls.one)]


group = group()
collect()
print([x() for x in group], type.__subclasses__(Meta))


# __del__ still finds its class.
def finalized():
    class Noisy:
        text = "gone"

        def __del__(self):
            print(self.text, type(self).__name__)

    Noisy().self = 1
    x = Noisy()
    x.self = x


finalized()
collect()
