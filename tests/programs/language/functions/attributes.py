def f(a, b=2, *c, d, e=5, **g) -> int:
    "doc"
f.tag = 1
print(f.__name__, f.__qualname__, f.__doc__, f.__defaults__, f.__kwdefaults__, f.__module__, f.tag, f.__dict__)
f.__defaults__ = (10, 20)
f.__kwdefaults__ = None
f.__name__ = 'g'
print(f.__defaults__, f.__kwdefaults__, f.__name__, f.__annotations__)
def h(x=1): return x
print(h())
h.__defaults__ = (7,)
print(h())
h.__defaults__ = None
try: h()
except TypeError as e: print(e)
for n, v in [('__defaults__', 3), ('__name__', 3), ('__code__', 3), ('__dict__', 3), ('__kwdefaults__', 3)]:
    try: setattr(h, n, v)
    except TypeError as e: print(e)
