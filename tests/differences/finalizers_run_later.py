# Objects are finalised by the collector, not at the moment when the last reference goes.
#
# There are no reference counts. `__del__`, the `finally` of an abandoned generator and the callbacks of weak references run after a later
# collection, or when the program ends; `with` and `close()` work at once everywhere. A generator or a file is closed at once when only a loop,
# a call such as `next(f())` or `open(p).read()`, or a local variable refers to it that is not stored, passed on or captured.
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
    next(generator)  # closed at the end of make()
    print("advanced")


make()
kept = [abandoned()]
next(kept[0])
kept.clear()
print("cleared")
