# The frames of a traceback keep their locals, say where they stopped and who called them; clear() lets go of them.
import sys

def outer(x):
    y = x + 1
    def inner(z):
        w = x * z
        return w / 0
    return inner(y)

def frames(function, *arguments):
    try:
        function(*arguments)
    except ZeroDivisionError as error:
        traceback, found = error.__traceback__, []
        while traceback:
            found.append(traceback.tb_frame)
            traceback = traceback.tb_next
        return found

me, out, inn = frames(outer, 3)
print(me.f_code.co_name, out.f_code.co_name, inn.f_code.co_name)
print(sorted(name for name in out.f_locals), out.f_locals["y"])
print(sorted(inn.f_locals.items()))
print(inn.f_back is out, out.f_back is me, me.f_back is sys._getframe())
print(out.f_lineno, inn.f_lineno)
inn.clear()
print(inn.f_locals, inn.f_code.co_name)

def executing():
    try:
        1 / 0
    except ZeroDivisionError as error:
        frame = error.__traceback__.tb_frame
        print(frame is sys._getframe())
        try:
            frame.clear()
        except RuntimeError as problem:
            print(problem)
executing()

def generator():
    try:
        yield sys._getframe()
    finally:
        print("closed")
g = generator()
frame = next(g)
try:
    sys._getframe().clear()
except RuntimeError as problem:
    print(problem)
frame.clear()
print(list(g))

def returned(a):
    b = a
    return sys._getframe()
frame = returned(5)
print(frame.f_locals, frame.f_back is sys._getframe())
