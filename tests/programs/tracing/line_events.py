# Line events of statements: one for each line that begins, and for each jump back.
import sys


def show(value):
    return value if isinstance(value, (int, str, tuple)) and "object at" not in str(value) else type(value).__name__


def trace(frame, event, arg):
    if frame.f_code.co_filename != __file__:
        return None
    if event == "exception":
        arg = (arg[0].__name__, show(arg[1].args))
    elif event == "return":
        arg = show(arg)
    print(frame.f_code.co_name, event, frame.f_lineno - frame.f_code.co_firstlineno, arg)
    return trace


def run(function, *args):
    print("==", function.__name__, *args)
    sys.settrace(trace)
    try:
        function(*args)
    except BaseException as error:
        print("raised", type(error).__name__, error)
    finally:
        sys.settrace(None)


def loops():
    for i in range(2):
        x = i
    for i in (1, 2): pass
    while x < 3:
        x += 1
    while True:
        if x > 5:
            break
        x += 1
        if x == 4:
            continue
        x += 1
    else:
        x = 9
    for i in range(3):
        if i == 1:
            continue
        if i == 5:
            x = 2
    else:
        x = 7
    return x


def branches(a):
    if a:
        b = 1
    elif a is None:
        b = 3
    else:
        b = 2
    if not a:
        pass
    if a:
        b = 3
    "text"
    c = (a and
         b or
         3)
    if b == 10:
        c = 4


def managers():
    class Manager:
        def __enter__(self): return 3
        def __exit__(self, *args):
            return True

    with Manager() as x:
        y = x
    with Manager() as x, Manager():
        raise ValueError(1)
    for i in range(2):
        with Manager():
            if i:
                break
    with Manager():
        return y


def calls():
    def inner(a,
              b=2):
        return a

    @staticmethod
    def decorated(x): return x

    f = lambda x: x + 1
    f(3)
    return inner(
        1,
        b=abs(-2))


def comprehensions():
    a = [i
         for i in range(2)
         if i]
    return sum(x * 2 for x in a)


def patterns(x):
    match x:
        case 1:
            pass
        case [a, b]:
            return a
        case {"k": v} if v > 1:
            return v
        case _:
            y = 3
    z = 4


def constants():
    if 1:
        a = 1
    if 0:
        b = 2
    while 0:
        c = 1
    assert a
    global unused
    d: int
    e: int = 3
    del e
    import sys as s
    return


for function in loops, managers, calls, comprehensions, constants:
    run(function)
for value in 0, 1, None:
    run(branches, value)
for value in 1, [1, 2], {"k": 2}, {"k": 0}, 5:
    run(patterns, value)
