# Limits, their errors, and the use of resources.
import os, resource

def attempt(function, *args):
    try:
        print(function.__name__, function(*args))
    except Exception as error:
        print(function.__name__, type(error).__name__, error)

attempt(resource.setrlimit, resource.RLIMIT_NOFILE, (512, 1024))
attempt(resource.getrlimit, resource.RLIMIT_NOFILE)
attempt(resource.prlimit, 0, resource.RLIMIT_NOFILE, [256, 1024])
attempt(resource.prlimit, os.getpid(), resource.RLIMIT_NOFILE)
attempt(resource.setrlimit, resource.RLIMIT_NOFILE, (2, 1))
attempt(resource.setrlimit, resource.RLIMIT_NOFILE, (1,))
attempt(resource.setrlimit, resource.RLIMIT_NOFILE, 5)
attempt(resource.setrlimit, resource.RLIMIT_NOFILE, ("x", 1))
attempt(resource.setrlimit, resource.RLIMIT_NOFILE, (2**70, 1))
attempt(resource.setrlimit, 99, (1, 1))
attempt(resource.getrlimit, 99)
attempt(resource.getrlimit, "x")
attempt(resource.prlimit, 99999999, 7)
attempt(resource.prlimit)
attempt(resource.getrusage, 5)
usage = resource.getrusage(resource.RUSAGE_SELF)
print(type(usage), usage.ru_maxrss > 0, len(usage), usage.ru_utime >= 0)
print(resource.getpagesize() == os.sysconf("SC_PAGESIZE"), resource.error is OSError, resource.RLIM_INFINITY)
print([(name, getattr(resource, name)) for name in sorted(dir(resource)) if name[0] == "R"])
pid = os.fork()
if not pid:
    os._exit(3)
reaped, status, usage = os.wait4(pid, 0)
print(reaped == pid, status, type(usage))
