# A suspended generator that only a local variable refers to is closed when the function returns, and when the variable
# gets another value or is deleted.

def items(name, count=3):
    try:
        for i in range(count):
            yield name, i
    finally:
        print("closed", name)

def at_return():
    g = items("at return")
    print(next(g))
    return "returned"
print(at_return())

def at_end():
    g = items("at end")
    for x in g:
        print(x)
        break
    print("still open")
at_end()

def by_another():
    for n in range(3):
        g = items(f"by another {n}")
        next(g)
        print("round", n)
    g = None
    print("none now")
by_another()

def by_del():
    g = items("by del")
    next(g, None)
    del g
    print("deleted")
by_del()

def early(flag):
    g: object = items("early")
    h = items("early too")
    next(g), next(h)
    if flag:
        return sum(1 for _ in [1])
    try:
        return "from try"
    finally:
        print("finally")
print(early(True), early(False))

def with_methods():
    g = items("with methods")
    g.send(None)
    print(g.__next__(), g.gi_running, g is None, not g, ("x", 9) in g)
    return g is not g
print(with_methods())

def with_keywords():
    g = items(name="with keywords", count=2)
    h = enumerate(items("in enumerate"), start=5)
    print(next(g), next(h))
with_keywords()

def with_arguments():
    g = items("unpacked")
    next(g)
    print(*g)
    h = items("star in list")
    next(h)
    print([*h, "end"])
with_arguments()

def delegates():
    g = items("delegated")
    yield from g
    print("after")
print(list(delegates()))

def owner():
    g = items("in a generator")
    for x in g:
        yield x
def closes_owner():
    o = owner()
    print(next(o))
    print("returning")
closes_owner()
for x in owner():
    print(x)
    break
o = owner()
next(o)
o.close()
print("owner closed")

def caught():
    g = items("caught")
    try:
        next(g)
        raise ValueError
    except ValueError:
        print("handled")
    return 1
caught()

def several_ways(n):
    g = None
    if n > 1:
        g = items("several ways")
        next(g)
    if n == 3:
        return "three"
    while g:
        return "two"
    return "one"
print(several_ways(1), several_ways(2), several_ways(3))

class Holder:
    def __private(self):
        __g = items("private name")
        next(__g)
    def run(self):
        self.__private()
Holder().run()

async def waits():
    g = items("in a coroutine")
    next(g)
    return "awaited"
try:
    waits().send(None)
except StopIteration as stop:
    print(stop.value)

def first_return_in_loop():
    n = 0
    while True:
        if n == 1:
            return n
        b = items("b, first in the function")
        a = items("a, second in the function")
        next(a), next(b)
        n += 1
print(first_return_in_loop.__code__.co_varnames)
first_return_in_loop()
