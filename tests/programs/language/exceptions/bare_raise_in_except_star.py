# A naked exception that except* wrapped and a bare raise sends on: the group itself has no entry of this frame.
import traceback


def wrapped():
    try:
        raise ValueError(1)
    except* ValueError:
        raise


def named():
    try:
        raise ValueError(1)
    except* ValueError as error:
        raise error


def part():
    try:
        raise ExceptionGroup("q", [ValueError(1), TypeError(2)])
    except* ValueError:
        raise


def mixed():
    try:
        raise ExceptionGroup("q", [ValueError(1), TypeError(2)])
    except* ValueError:
        raise KeyError
    except* TypeError:
        raise


def nothing():
    raise


for function in wrapped, named, part, mixed, nothing:
    try:
        function()
    except BaseException as error:
        print(repr(error), [(f.name, f.lineno) for f in traceback.extract_tb(error.__traceback__)])
        for inner in getattr(error, "exceptions", ()):
            print("   ", repr(inner), [(f.name, f.lineno) for f in traceback.extract_tb(inner.__traceback__)])
