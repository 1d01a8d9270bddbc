# Events of exceptions, handlers and finally parts.
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


def handled():
    try:
        1 / 0
    except ValueError:
        pass
    except ZeroDivisionError as error:
        y = 2
    finally:
        z = 3
    raise KeyError("x")


def nested():
    try:
        try:
            raise ValueError("v")
        finally:
            a = 1
    except ValueError:
        return 1
    finally:
        b = 2


def otherwise():
    try:
        x = 1
    except ValueError:
        x = 2
    else:
        x = 3
    for i in range(2):
        try:
            continue
        finally:
            x = 4
    while True:
        try:
            break
        finally:
            x = 5


def fails():
    raise KeyError("inner")


def passes():
    fails()


def caught():
    try:
        passes()
    except KeyError:
        try:
            fails()
        except KeyError as error:
            if error is None:
                x = 1
    return None


def again():
    try:
        fails()
    except KeyError:
        x = 1
        raise


def groups():
    try:
        raise ExceptionGroup("g", [ValueError(1), KeyError(2)])
    except* ValueError:
        x = 1
    except* KeyError as error:
        y = 1
    z = 1


class Count:
    def __init__(self): self.n = 0
    def __iter__(self): return self
    def __next__(self):
        self.n += 1
        if self.n > 2:
            raise StopIteration
        return self.n


def iterates():
    for i in Count():
        i


for function in handled, nested, otherwise, passes, caught, again, groups, iterates:
    run(function)
