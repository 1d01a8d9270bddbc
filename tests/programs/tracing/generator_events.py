# Generators and coroutines: a call event for each time they go on, a return event for each yield.
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


def numbers():
    a = yield 1
    try:
        yield 2
    except KeyError:
        yield 3
    return 5


def uses():
    g = numbers()
    next(g)
    g.send(4)
    g.throw(KeyError("k"))
    for x in g:
        pass


def outer():
    r = yield from numbers()
    return r


def delegates():
    for x in outer():
        pass


def closes():
    g = numbers()
    next(g)
    g.close()
    g = numbers()
    try:
        g.throw(ValueError("v"))
    except ValueError:
        pass


class Manager:
    async def __aenter__(self): return self
    async def __aexit__(self, *args): pass


async def answer():
    return 1


async def items():
    yield 1
    yield 2


async def main():
    async with Manager() as m:
        x = await answer()
    async for i in items():
        y = i
    return [j async for j in items()]


def runs():
    try:
        main().send(None)
    except StopIteration as error:
        return error.value


begun = numbers()
next(begun)


def goes_on():
    begun.send(1)


for function in uses, delegates, closes, runs, goes_on:
    run(function)
