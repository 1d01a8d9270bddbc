# Events of sys.setprofile: calls and returns of Python functions and of built-in ones.
import sys

seen = []


def profile(frame, event, arg):
    if frame.f_code.co_filename != __file__:
        return
    what = arg.__name__ if event.startswith("c_") else arg
    seen.append((frame.f_code.co_name, event, what))


def run(function, *args):
    print("==", function.__name__)
    seen.clear()
    sys.setprofile(profile)
    try:
        function(*args)
    except Exception as error:
        seen.append(repr(error))
    sys.setprofile(None)
    print(*seen, sep="\n")


def inner(x):
    return x + 1


def plain():
    a = len([1, 2])
    return inner(a)


def methods():
    a = []
    a.append(1)
    list.append(a, 2)
    a.sort(key=inner)
    "x".join(map(str, a))
    f = a.pop
    f()
    dict(a=1)
    print(*["-"])
    sorted(a, reverse=True)
    print(*["x"], sep="")


def fails():
    try:
        len(3)
    except TypeError:
        pass
    [].pop()


def numbers():
    yield 1
    yield 2


def iterates():
    for i in numbers():
        pass
    return sum(numbers())


class C:
    def __init__(self, x): self.x = x
    def __len__(self): return self.x


def objects():
    c = C(3)
    len(c)
    isinstance(c, C)
    super(C, c).__repr__
    return c


for function in plain, methods, fails, iterates:
    run(function)


def starts():
    sys.setprofile(profile)


def running():
    starts()
    abs(-1)
    inner(2)
    return 5


seen.clear()
running()
sys.setprofile(None)
print(*seen, sep="\n")


def raises(frame, event, arg):
    if event == "c_call":
        raise ValueError(arg.__name__)


sys.setprofile(raises)
try:
    plain()
except ValueError as error:
    print("raised", error)
print(sys.getprofile())
