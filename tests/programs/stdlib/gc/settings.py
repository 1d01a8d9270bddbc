# Switches, thresholds, callbacks and errors.
import gc

def attempt(function, *args, **kwargs):
    try:
        print(function.__name__, function(*args, **kwargs))
    except Exception as error:
        print(function.__name__, type(error).__name__, error)

print(gc.isenabled(), gc.get_threshold(), gc.get_debug(), gc.garbage, gc.callbacks)
gc.disable()
print(gc.isenabled())
gc.enable()
gc.set_threshold(100, 5)
print(gc.get_threshold())
gc.set_threshold(0)
print(gc.get_threshold(), gc.isenabled())
gc.set_threshold(700, 10, 10)
attempt(gc.set_threshold)
attempt(gc.set_threshold, "x")
attempt(gc.set_threshold, 2**40)
attempt(gc.collect, 3)
attempt(gc.collect, -1)
attempt(gc.collect, "x")
attempt(gc.set_debug, "x")
calls = []
def note(phase, info):
    calls.append((phase, sorted(info)))
gc.callbacks.append(note)
gc.collect()
gc.callbacks.remove(note)
print(calls)
loop = []
loop.append(loop)
del loop
print(gc.collect(0) >= 0, len(gc.get_count()), [sorted(s) for s in gc.get_stats()])
print(gc.DEBUG_STATS, gc.DEBUG_COLLECTABLE, gc.DEBUG_UNCOLLECTABLE, gc.DEBUG_SAVEALL, gc.DEBUG_LEAK)
