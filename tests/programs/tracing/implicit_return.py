# The return at the end of a function is on the line that leads to it, whichever that was.
import sys

condition = True


def if_true(f):
    f()
    if condition:
        pass


def if_false(f):
    f()
    if not condition:
        f()


def if_else(f):
    f()
    if condition:
        pass
    else:
        pass


def explicit_else(f):
    f()
    if condition:
        pass
    else:
        return None


def elif_false(f):
    f()
    if not condition:
        f()
    elif not condition:
        pass


def nested_if(f):
    f()
    if condition:
        if not condition:
            pass


def two_tests(f):
    f()
    if (condition and
            not condition):
        f()


def for_loop(f):
    f()
    for _ in ():
        f()


def while_loop(f):
    f()
    while not condition:
        f()


def try_passes(f):
    f()
    try:
        f()
    except ValueError:
        pass


def try_handles(f):
    try:
        f()
        1 / 0
    except ZeroDivisionError:
        pass


def no_case(f):
    f()
    match condition:
        case False:
            pass


def nothing():
    pass


def trace(frame, event, arg):
    if frame.f_code is nothing.__code__:
        return None
    events.append((event, frame.f_lineno - frame.f_code.co_firstlineno))
    return trace


for f in (if_true, if_false, if_else, explicit_else, elif_false, nested_if, two_tests, for_loop,
          while_loop, try_passes, try_handles, no_case):
    print(f.__name__)
    events = []
    sys.settrace(trace)
    f(nothing)
    sys.settrace(None)
    print("   ", events)
    lines = [line and line - f.__code__.co_firstlineno for *_, line in f.__code__.co_lines()]
    print("   ", [line for i, line in enumerate(lines) if i == 0 or line != lines[i - 1]])
