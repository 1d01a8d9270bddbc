# A subclass of deque whose calls return something else: copies of it are refused.
import collections
import copy


class Odd(collections.deque):
    pass


odd = Odd([1])
Odd.__new__ = lambda cls, *args, **kws: [42]
for make in (lambda: odd * 42, lambda: odd + collections.deque([1]), odd.copy, lambda: copy.copy(odd)):
    try:
        print(make())
    except TypeError as error:
        print(error)
