class NoExit:
    def __enter__(self): pass
class NoEnter:
    def __exit__(self, *a): pass
for x in (3, NoExit(), NoEnter()):
    try:
        with x:
            pass
    except TypeError as e:
        print(e)
class BadExit:
    def __enter__(self): return self
    def __exit__(self, *a): raise RuntimeError("from exit")
try:
    with BadExit():
        raise KeyError("body")
except RuntimeError as e:
    print(e, repr(e.__context__))
class BadEnter:
    def __enter__(self): raise OSError("enter")
    def __exit__(self, *a): print("never")
try:
    with BadEnter():
        pass
except OSError as e:
    print(e)
class InstanceOnly:
    pass
i = InstanceOnly()
i.__enter__ = lambda: 1
i.__exit__ = lambda *a: 1
try:
    with i:
        pass
except TypeError as e:
    print(e)
