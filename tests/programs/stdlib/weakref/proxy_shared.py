# A proxy is a weak reference: shared without callback, counted, called back with itself.
import gc
import weakref


class Thing:
    def __init__(self, name):
        self.name = name


class Iterable:
    def __iter__(self):
        return self


class Ref(weakref.ref):
    pass


thing = Thing("a")
proxy = weakref.proxy(thing)
print(proxy is weakref.proxy(thing), proxy is weakref.proxy(thing, None))
plain = weakref.ref(thing)
print([type(r).__name__ for r in weakref.getweakrefs(thing)], weakref.getweakrefcount(thing))
other = Ref(thing)
print(weakref.ref(thing) is plain, other is plain, other == plain)
print([type(r).__name__ for r in weakref.getweakrefs(thing)])
called = weakref.proxy(thing, lambda p: print("callback", type(p).__name__))
print(called is proxy, weakref.getweakrefcount(thing))

try:
    next(weakref.proxy(Thing))
except TypeError as error:
    print(error)
i = Iterable()
try:
    iter(weakref.proxy(i))
except TypeError as error:
    print(error)
for arguments in [(), (thing, None, 1)]:
    try:
        plain.__init__(*arguments)
    except TypeError as error:
        print(error)
try:
    Ref(thing, extra=1)
except TypeError as error:
    print(error)


def drop():
    global thing
    thing = None


drop()
gc.collect()
try:
    proxy.name
except ReferenceError as error:
    print(error)
