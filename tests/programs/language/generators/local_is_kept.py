# A generator that something else refers to outlives the local variable it was in.
import sys

kept = []

def items(name):
    try:
        yield 1
        yield 2
        yield 3
    finally:
        print("closed", name)

def check():
    for g in kept:
        print(list(g))
    kept.clear()

def returned():
    g = items("returned")
    next(g)
    return g
kept.append(returned())
check()

def stored():
    g = items("stored")
    next(g)
    kept.append(g)
stored()
check()

def aliased():
    g = items("aliased")
    h = g
    next(g)
    g = None
    return list(h)
print(aliased())

def keep(g):
    kept.append(g)
    return g
def passed():
    g = items("passed")
    next(g)
    keep(g)
passed()
check()

def wrapped():
    g = items("wrapped")
    next(g)
    kept.append(map(str, g))
    h = items("wrapped too")
    kept.append(x * 10 for x in h)
wrapped()
check()

def in_closure():
    g = items("in closure")
    next(g)
    return lambda: list(g)
print(in_closure()())

def yielded():
    g = items("yielded")
    next(g)
    yield g
for g in yielded():
    pass
print(list(g))

def looped():
    g = items("looped")
    for x in g:
        g = None
        print(x)
looped()

def managed():
    class Manager:
        def __enter__(self):
            print("enter")
            return self
        def __exit__(self, *exc):
            print("exit")
    m = Manager()
    with m:
        m = None
        print("inside")
managed()

def compared():
    class Any:
        def __eq__(self, other):
            kept.append(other)
            return True
    g = items("compared")
    next(g)
    return g == Any()
print(compared())
check()

def iterated_twice():
    g = items("iterated twice")
    first = [x for x in g if x < 3]
    return first, [x for x in g]
print(iterated_twice())

def shadowed():
    def next(g):
        kept.append(g)
    g = items("shadowed")
    next(g)
shadowed()
check()

def in_frame():
    g = items("in frame")
    next(g)
    look()
def look():
    kept.append(sys._getframe(1).f_locals["g"])
in_frame()
check()

def by_locals():
    g = items("by locals")
    next(g)
    kept.append(locals()["g"])
by_locals()
check()

def in_traceback():
    g = items("in traceback")
    next(g)
    raise ValueError
try:
    in_traceback()
except ValueError as e:
    print("handled")
    tb = e.__traceback__
print("later")
kept = None
