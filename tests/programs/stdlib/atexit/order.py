# Functions registered with atexit run in reverse order, with their arguments; errors are reported and the rest runs.
import atexit, sys

@atexit.register
def last():
    print("last")
    sys.stdout.flush()

def show(*args, **kwargs):
    print("show", args, kwargs)

print(atexit.register(show, 1, two=2) is show)
atexit.register(show, "again")
atexit.register(print, "printed")
print(atexit._ncallbacks())
atexit.unregister(print)
print(atexit._ncallbacks())
for bad in ((), (1,)):
    try:
        atexit.register(*bad)
    except TypeError as error:
        print(error)

def nested():
    print("nested")
    atexit.register(print, "registered at exit")

atexit.register(nested)
print("end of the module")
