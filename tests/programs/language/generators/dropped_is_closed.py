# A generator that only a loop, or a function or iterator of builtins refers to is closed when that drops it.
import sys


def gen(n, name="gen"):
    try:
        for i in range(n):
            yield i
    finally:
        print(" closed", name, n, sys.exc_info()[0] and sys.exc_info()[0].__name__)


class Tree:
    def walk(self):
        try:
            yield self
            yield 2
        finally:
            print(" closed walk")


def by_break():
    for x in gen(3):
        if x == 1:
            break
    print("after break", x)


def by_return():
    for x in gen(4):
        for y in gen(5, "inner"):
            return x, y


def by_exception():
    try:
        for x in gen(3):
            1 / x
    except ZeroDivisionError as e:
        print("handler", e, e.__context__)


def by_exception_through(n):
    for x in gen(n):
        raise KeyError(x)


def by_finally():
    for x in gen(3):
        try:
            break
        finally:
            print("finally")
    for x in gen(3):
        try:
            continue
        finally:
            print("finally", x)


def method():
    for x in Tree().walk():
        break
    print("after method")


def functions():
    print(next(gen(3)), "after next")
    print(next(gen(0), "default"), "after next of nothing")
    print(any(gen(3)), all(gen(3)), "after any, all")
    print(any(x == 1 for x in gen(3)), "after any of an expression")
    print(next(x for x in gen(3) if x), "after next of an expression")
    try:
        print(sum(gen(3), "a"))
    except TypeError as e:
        print(e)
    try:
        max(gen(2), key=None, default=1 / 0)
    except ZeroDivisionError as e:
        print(e)
    print(max(gen(3)), sorted(gen(3)), list(map(str, gen(2))), dict(zip(gen(2), gen(3))))


def iterators():
    for i, x in enumerate(gen(3)):
        break
    print("after enumerate")
    for a, b in zip(gen(3), gen(4)):
        break
    print("after zip")
    for x in map(lambda x: x + 1, filter(None, gen(3))):
        break
    print("after map")
    for x in enumerate(zip(gen(3), [1, 2])):
        raise ValueError


def comprehensions():
    try:
        print({y: 1 // y for x in range(2) for y in gen(3)})
    except ZeroDivisionError as e:
        print(e)
    for x in (y for y in gen(3) for z in gen(4, "z")):
        break
    print("after expressions")


def stored_ones_live():
    kept = []

    def make():
        kept.append(gen(3, "kept"))
        return kept[-1]

    for x in make():
        break
    print(next(kept[0]))
    m = map(str, gen(3, "in map"))
    for x in zip(m, gen(3)):
        break
    print(next(m))
    g = gen(3, "local")
    for x in g:
        break
    print(next(g))
    e = enumerate(g)
    print(any(x for x in e), next(g, None))
    kept[0].close()
    list(m)


def rebound():
    kept = []

    def enumerate(x):
        kept.append(x)
        return [(0, next(x))]

    for x in enumerate(gen(3, "rebound")):
        break
    print(next(kept[0]), "still there")
    kept[0].close()


def delegating():
    for x in gen(2, "outer"):
        for y in gen(2, "inner"):
            yield x, y


def failing():
    try:
        yield 1
    finally:
        raise RuntimeError("from the finally part")


def not_raised():
    sys.unraisablehook = lambda what: print("unraisable", what.exc_value)
    for x in failing():
        break
    for x in failing():
        return "returned"


for f in (by_break, by_return, by_exception, by_finally, method, functions, stored_ones_live, rebound, not_raised):
    print(f.__name__, f())
for f in (lambda: by_exception_through(3), iterators, comprehensions):
    try:
        f()
    except Exception as e:
        print(type(e).__name__, e)
for x in delegating():
    break
print("at module level")


class Body:
    for x in gen(3, "class body"):
        break
    print("in the class")
