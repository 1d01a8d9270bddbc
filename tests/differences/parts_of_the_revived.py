# What a dead object owns is finalised with it, even when its own finalizer brings it back.
#
# The collector finds both unreachable in the same collection. CPython finds out about the second one when the first one has gone for good.
import gc

kept = []


class Part:
    def __del__(self):
        print("part")


class Owner:
    def __init__(self):
        self.part = Part()

    def __del__(self):
        print("owner")
        kept.append(self)


def make():
    Owner()


make()
gc.collect()
print("is back")
kept.clear()
gc.collect()
print("end")
