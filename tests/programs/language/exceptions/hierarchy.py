import builtins
for name in sorted(dir(builtins)):
    c = getattr(builtins, name)
    if isinstance(c, type) and issubclass(c, BaseException):
        print(name, [b.__name__ for b in c.__mro__], c.__module__)
