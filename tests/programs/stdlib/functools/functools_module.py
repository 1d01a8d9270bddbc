import functools


@functools.lru_cache(maxsize=2)
def sq(x):
    print("compute", x)
    return x * x


print(sq(2), sq(2), sq(3), sq(4), sq(2), sq.cache_info())
sq.cache_clear()
print(sq.cache_info(), sq.__wrapped__(5))
p = functools.partial(int, base=2)
print(p("101"), p.func, p.args, p.keywords, functools.partial(pow, 2)(5), functools.reduce(lambda a, b: a * b, range(1, 6), 1))
print(sorted("bCa", key=functools.cmp_to_key(lambda a, b: (a.lower() > b.lower()) - (a.lower() < b.lower()))))


@functools.total_ordering
class V:
    def __init__(self, n):
        self.n = n

    def __eq__(self, o):
        return self.n == o.n

    def __lt__(self, o):
        return self.n < o.n


print(V(1) <= V(2), V(3) >= V(2), V(1) > V(2))


@functools.singledispatch
def show(x):
    return "object"


@show.register
def _(x: int):
    return "int"


@show.register(list)
def _(x):
    return "list"


print(show(1), show([]), show(2.0), show(True), sorted(c.__name__ for c in show.registry))


class C:
    @functools.cached_property
    def value(self):
        print("once")
        return 42

    @functools.singledispatchmethod
    def m(self, a):
        return "any"

    @m.register
    def _(self, a: str):
        return "str"

    def pm(self, a, b):
        return a, b

    half = functools.partialmethod(pm, 1)


c = C()
print(c.value, c.value, c.m(1), c.m(""), c.half(2))


def deco(f):
    @functools.wraps(f)
    def w():
        "other"
    return w


@deco
def named():
    "Doc"


print(named.__name__, named.__doc__, functools.cache(lambda: 1)())
