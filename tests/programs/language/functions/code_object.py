def f(a, b, /, c, *d, e=1, **g):
    x = 1
    def inner(): return a + x
    return inner
c = f.__code__
print(c.co_name, c.co_argcount, c.co_posonlyargcount, c.co_kwonlyargcount, c.co_varnames[:6], c.co_cellvars, c.co_firstlineno)
print(bool(c.co_flags & 4), bool(c.co_flags & 8), f.__code__ is f.__code__)
i = f(1, 2, 3)
print(i.__code__.co_freevars, [x.cell_contents for x in i.__closure__], i.__code__.co_qualname)
def gen(): yield
print(gen.__code__.co_flags & 32)
