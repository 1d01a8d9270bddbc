def gen(a, b=2):
    "doc"
    c = 3
    yield c
    yield a
g = gen(1)
print(g.__name__, g.__qualname__, g.gi_code.co_name, g.gi_frame.f_lineno, g.gi_frame.f_code is g.gi_code)
next(g)
print(g.gi_frame.f_lineno, sorted(g.gi_frame.f_locals.items()), g.gi_yieldfrom)
g.__name__ = "other"
print(g.__name__, repr(g)[:28])
try:
    g.__name__ = 3
except TypeError as e:
    print(e)
list(g)
print(g.gi_frame)
class C:
    def m(self):
        yield
print(C().m().__qualname__)
