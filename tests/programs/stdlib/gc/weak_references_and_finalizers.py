# A finalizer still finds the weak references to its object, unless the object goes with a cycle; then those are told first.
import gc
import weakref

refs = []
reborn = []


def state():
    return [r() is None for r in refs]


def watch(name, target):
    refs.append(weakref.ref(target, lambda r: print('told of', name)))


class Plain:
    pass


class Noisy:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print('finalised', self.name, state())


class Reborn(Noisy):
    def __del__(self):
        super().__del__()
        reborn.append(self)


class Registered:
    everywhere = weakref.WeakSet()
    numbers = weakref.WeakKeyDictionary()

    def __init__(self):
        self.everywhere.add(self)
        self.numbers[self] = 5

    def __del__(self):
        print('registered', self in self.everywhere, self.numbers.pop(self))
        self.everywhere.remove(self)


def alone():
    watch('alone', Noisy('alone'))


def comes_back():
    watch('back', Reborn('back'))


def in_a_cycle():
    one = Noisy('cycle')
    one.me = one
    watch('cycle', one)


def held_by_a_cycle():
    one = Plain()
    one.me = one
    one.held = Noisy('held')
    watch('held', one.held)


def holds_another():
    one = Noisy('owner')
    one.child = Plain()
    watch('child', one.child)


def held_by_another():
    one = Plain()
    one.child = Noisy('child')
    watch('plain owner', one)
    watch('child', one.child)


def cycle_below():
    one = Noisy('above')
    one.child = Plain()
    one.child.me = one.child
    watch('above', one)
    watch('cycle below', one.child)


def registered():
    Registered()


for example in alone, comes_back, in_a_cycle, held_by_a_cycle, holds_another, held_by_another, cycle_below, registered:
    print(example.__name__)
    example()
    gc.collect()
    print('after', state())
    reborn.clear()
    gc.collect()
    print('at the end', state())
    refs.clear()
