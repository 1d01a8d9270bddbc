def f(a: int, b: "str" = "x") -> float:
    """Doc."""
    return 1.0


f.extra = 7
print(f.__name__, f.__qualname__, f.__doc__, f.__module__, f.__annotations__, f.__defaults__, f.extra, f.__dict__)
print(f.__code__.co_varnames, f.__code__.co_argcount, f.__code__.co_name)
f.__name__ = "g"
print(f.__name__, callable(f))
try:
    f.missing
except AttributeError as e:
    print(e)
