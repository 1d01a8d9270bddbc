# Two wordings: by index in what has a sequence's methods, and all else.
class Plain:
    pass


class WithIndex:
    def __index__(self):
        return 1


def function():
    pass


for value in (1, 1.5, None, function, print, "a", b"a", (1,), range(3), {1}, frozenset(), iter([]), object(), Plain(), Plain,
              {}.keys(), function.__code__):
    for key in 0, WithIndex(), "a", slice(None), None:
        try:
            del value[key]
        except TypeError as e:
            print("del", type(key).__name__, e)
        try:
            value[key] = 1
        except TypeError as e:
            print("set", type(key).__name__, e)
