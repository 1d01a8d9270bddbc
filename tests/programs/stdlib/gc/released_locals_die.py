import gc
import weakref


class C:
    pass


def deleted():
    obj = C()
    ref = weakref.ref(obj)
    container = {obj}
    obj.x = iter(container)
    del obj, container
    gc.collect()
    return ref() is None


def set_to_none():
    s = {1}
    p = weakref.proxy(s)
    str(p)
    s = None
    gc.collect()
    try:
        return str(p)
    except ReferenceError as error:
        return error


def loops():
    alive = []
    for i in range(3):
        obj = C()
        obj.self = [obj]
        ref = weakref.ref(obj)
        del obj
        gc.collect()
        alive.append(ref())
    return alive


print(deleted(), set_to_none(), loops())
