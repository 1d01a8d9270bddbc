# Finalizers of garbage: an object's own runs before those of what it holds, one after the other.
import gc
import io
import weakref


class Owner:
    def __init__(self):
        self.stream = io.BytesIO(b"open")

    def __del__(self):
        print("owner", self.stream.closed)
        [bytearray(10) for _ in range(1000)]


class Part:
    def __del__(self):
        print("part")


class Whole:
    def __init__(self, part):
        self.part = part

    def __del__(self):
        print("whole")


class Plain:
    pass


def watched():
    thing = Plain()
    for i in range(3):
        weakref.finalize(thing, print, "finalize", i)


for make in (Owner, lambda: Whole(Part()), watched):
    make()
    gc.collect()
last = Owner()
