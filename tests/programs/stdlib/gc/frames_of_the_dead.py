# What a frame keeps of a function that is over, unbound locals among it, is no object of the program's.
import gc
import sys


def over(x):
    if x > 1:
        unbound = [x]
    kept = [x]
    return sys._getframe()


frame = over(1)
tuples = [o for o in gc.get_objects() if type(o) is tuple]
print(sum(len(repr(type(item))) for o in tuples for item in o) > 0)
print(sorted(frame.f_locals))
