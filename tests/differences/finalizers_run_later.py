# Objects are finalised by the collector, not at the moment when the last reference goes.
#
# There are no reference counts. `__del__`, the `finally` of an abandoned generator and the callbacks of weak references run after a later
# collection, or when the program ends; `with` and `close()` work at once everywhere. A generator that only a loop, or a call like `next(f())` refers to, is closed at once.
class Noisy:
    def __del__(self):
        print("deleted")


def abandoned():
    try:
        yield 1
    finally:
        print("left")


def make():
    Noisy()
    print("made")
    for x in abandoned():
        break  # closed here: only the loop refers to it
    generator = abandoned()
    next(generator)
    print("advanced")


make()
