# Durations are ints and floats; struct_time shows its module.
import time

for duration in 0, 0.001, True, -1, float("nan"), 1e300, 10**30, "x", None:
    try:
        print(time.sleep(duration))
    except Exception as error:
        print(type(error).__name__, error)
print(time.gmtime(0))
