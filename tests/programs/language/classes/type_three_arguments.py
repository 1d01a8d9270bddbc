X = type('X', (), {'a': 1, 'f': lambda self: self.a})
print(X, X().f(), X.__module__, X.__qualname__, X.__bases__)
print(type(X), type(3), type(type))
for args in [(1, 2), (1, (), {}), ('X', [], {}), ('X', (), 3), ('X', (3,), {})]:
    try: type(*args)
    except TypeError as e: print(e)
