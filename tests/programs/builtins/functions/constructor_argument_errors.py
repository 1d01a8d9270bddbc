# Wrong arguments of built-in classes and their subclasses: whose name the message has, and what is reported first.
import array
import collections

bases = (set, frozenset, list, tuple, dict, int, float, bytes, bytearray, complex, str, range, slice, zip, map, filter, enumerate, reversed, bool,
         type, super, object, memoryview, staticmethod, classmethod, collections.deque, array.array, collections.defaultdict)
classes = list(bases)
for base in (set, frozenset, list, tuple, dict, int, float, bytes, bytearray, complex, str, collections.deque, array.array, collections.defaultdict):
    classes.append(type("Sub_" + base.__name__, (base,), {}))
for cls in classes:
    for arguments, keywords in (((1, 2, 3, 4, 5, 6), {}), ((), {"zz": 1}), ((1,), {"zz": 1}), ((1, 2), {})):
        try:
            made = cls(*arguments, **keywords)
        except Exception as error:
            print(cls.__name__, type(error).__name__, error)
