"""Stands for CPython's module of the same name: subclasses of list and dict with an attribute of their own. Those
are made in C there; tests of descriptors that only C has fail."""


class spamlist(list):
    state = 0

    def getstate(self):
        return self.state

    def setstate(self, state):
        self.state = state

    @classmethod
    def classmeth(cls, *args, **kwargs):
        return cls, args, kwargs

    @staticmethod
    def staticmeth(*args, **kwargs):
        return None, args, kwargs


class spamdict(dict):
    state = 0

    def getstate(self):
        return self.state

    def setstate(self, state):
        self.state = state


def bench(obj, name, n=1000):
    for _ in range(n):
        getattr(obj, name)
    return 0.0
