# gc.disable() does not let the memory fill up with what nothing refers to.
import gc, resource
gc.disable()
n = 0
for i in range(3_000_000):
    n += len([i] * 20)
print(n, gc.isenabled(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss < 200_000)
