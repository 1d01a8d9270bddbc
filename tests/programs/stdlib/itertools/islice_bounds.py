# Bounds that islice() refuses; what the types of None, ... and NotImplemented say to arguments.
import itertools
def t(f):
    try:
        print(repr(f()))
    except BaseException as e:
        print(type(e).__name__, e)
for a in (-1,-2,'x',None,2**70,-2**70,2**63-1):
    t(lambda: itertools.islice([1],a) and 1)
    t(lambda: itertools.islice([1],a,3) and 1)
    t(lambda: itertools.islice([1],1,a) and 1)
    t(lambda: itertools.islice([1],1,3,a) and 1)
