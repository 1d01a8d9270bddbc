# The classes of collections and their kin take types in square brackets.
import collections, contextvars, functools, itertools, queue

for cls in (collections.deque, collections.defaultdict, collections.OrderedDict, collections.Counter, collections.ChainMap, collections.UserList,
            functools.partial, itertools.chain, queue.Queue, queue.SimpleQueue, contextvars.ContextVar, contextvars.Token):
    print(cls[int], cls[int].__origin__ is cls)
