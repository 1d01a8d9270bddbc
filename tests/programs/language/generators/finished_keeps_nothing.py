# A generator that is through holds neither its locals nor its frame, also after it handled an exception.
import gc
import weakref


class A:
    pass


def plain(a):
    yield 1


def handling(a):
    try:
        raise IndexError
    except IndexError:
        return
    yield


def looked_at(a):
    yield 1


def raising(a):
    yield 1
    raise KeyError


def run(function):
    a = A()
    seen = weakref.ref(a)
    generator = function(a)
    frame = generator.gi_frame if function is looked_at else None
    try:
        for x in generator:
            pass
    except KeyError:
        pass
    print(function.__name__, generator.gi_frame, frame and frame.f_locals["a"] is a, end=" ")
    del a, frame
    gc.collect()
    print(seen())


for function in plain, handling, looked_at, raising:
    run(function)
