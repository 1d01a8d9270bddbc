def data(cls):
    names = list(cls.__annotations__)
    def __init__(self, *args, **kw):
        for n, v in zip(names, args): setattr(self, n, v)
        for n in names[len(args):]:
            setattr(self, n, kw.get(n, getattr(cls, n, None)))
    def __repr__(self): return cls.__name__ + '(' + ', '.join(f'{n}={getattr(self, n)!r}' for n in names) + ')'
    def __eq__(self, o): return type(o) is cls and all(getattr(self, n) == getattr(o, n) for n in names)
    cls.__init__, cls.__repr__, cls.__eq__ = __init__, __repr__, __eq__
    return cls
@data
class P:
    x: int
    y: int = 5
print(P(1), P(1, 2), P(1) == P(1, 5), P(1) == P(2), P(3, y=4))
