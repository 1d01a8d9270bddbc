# An exception in an atexit function goes to sys.unraisablehook; the others still run, and the exit status stays.
import atexit, sys

def fail():
    raise ValueError("in a callback")

def hook(unraisable):
    print(unraisable.err_msg, unraisable.object.__name__, repr(unraisable.exc_value))

sys.unraisablehook = hook
atexit.register(print, "first registered, runs last")
atexit.register(fail)
atexit.register(sys.exit, 5)
atexit.register(print, "runs first")
