import pickle


class Slots(set):
    __slots__ = 'x', 'y', '__dict__'


class Plain(frozenset):
    pass


s = Slots([1])
s.x, s.z = 10, 20
for protocol in range(2, 6):
    copy = pickle.loads(pickle.dumps(s, protocol))
    print(copy, copy.x, copy.z, hasattr(copy, 'y'))
print(Plain([1]).__reduce__()[1:], set().__reduce__()[1:])
try:
    class New(set):
        def __new__(cls, items, extra=None):
            return super().__new__(cls, items)
    New([1], extra=2)
except TypeError as error:
    print(error)
