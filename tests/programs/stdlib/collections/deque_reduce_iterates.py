# Pickling a deque goes over its items as iter() does.
import collections
import pickle


class Bad(collections.deque):
    def __iter__(self):
        raise TypeError("not to be iterated")


try:
    pickle.dumps(Bad("abc"))
except TypeError as error:
    print(error)
print(pickle.loads(pickle.dumps(collections.deque("abc", 2))))
