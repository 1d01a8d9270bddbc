# staticmethod and classmethod look like the function: annotations, too, which are then their own.
def f(x: int) -> str:
    "doc"

for wrapper in (staticmethod, classmethod):
    made = wrapper(f)
    print(made.__annotations__ is f.__annotations__, made.__doc__, made.__name__, made.__qualname__, made.__wrapped__ is f)
    print(sorted(vars(made)), hasattr(classmethod(len), "__annotations__"))
    made.__annotations__ = 5
    print(made.__annotations__, f.__annotations__)
