import pickle
from collections import deque


class Slots(deque):
    __slots__ = 'x', '__dict__'


d = deque('abcd')
for it in iter(d), reversed(d):
    next(it)
    print(it.__reduce__()[1], list(pickle.loads(pickle.dumps(it))), list(it), it.__reduce__()[1])
    for args in (), (1,), (d, 1.5), (d, 2), (d, -1), (d, 9), (d, 1, 2):
        try:
            print(list(type(it)(*args)))
        except TypeError as error:
            print(error)
s = Slots('ab', 3)
s.x = s.y = 5
copy = pickle.loads(pickle.dumps(s))
print(copy, copy.x, copy.y)
