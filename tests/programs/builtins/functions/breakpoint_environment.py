# breakpoint() calls what PYTHONBREAKPOINT names at that moment.
import os
import sys
import warnings


def show(*args, **kws):
    print("hook", args, kws)


sys.shown = show
os.environ["PYTHONBREAKPOINT"] = "sys.shown"
breakpoint(1, two=2)
os.environ["PYTHONBREAKPOINT"] = "print"
breakpoint("from", "builtins")
os.environ["PYTHONBREAKPOINT"] = "0"
print(breakpoint())
for name in (".", "..", ".foo", "foo.", "nosuchbuiltin", "nosuchmodule.name", "sys.nosuchname"):
    os.environ["PYTHONBREAKPOINT"] = name
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        print(breakpoint(), [(w.category.__name__, str(w.message)) for w in caught])
sys.breakpointhook = lambda: print("own hook")
breakpoint()
sys.breakpointhook = sys.__breakpointhook__
os.environ["PYTHONBREAKPOINT"] = "sys.shown"
breakpoint()
