# Clocks by number, and strptime.
import threading, time

def attempt(function, *args):
    try:
        print(function.__name__, function(*args))
    except Exception as error:
        print(function.__name__, type(error).__name__, error)

print(type(time.clock_gettime(time.CLOCK_MONOTONIC)), type(time.clock_gettime_ns(time.CLOCK_REALTIME)), time.clock_getres(time.CLOCK_MONOTONIC))
print(abs(time.clock_gettime(time.CLOCK_REALTIME) - time.time()) < 5)
print(time.clock_gettime(time.pthread_getcpuclockid(threading.get_ident())) >= 0)
attempt(time.clock_gettime, 999)
attempt(time.clock_gettime, "x")
attempt(time.clock_gettime, 2**40)
attempt(time.clock_settime, 999, 1)
attempt(time.clock_settime, time.CLOCK_MONOTONIC, "x")
attempt(time.clock_settime_ns, time.CLOCK_MONOTONIC, 1.5)
attempt(time.clock_settime_ns, time.CLOCK_MONOTONIC, 10**30)
attempt(time.pthread_getcpuclockid, "x")
print(time.strptime("30 Nov 00 11:22:33", "%d %b %y %H:%M:%S"))
print(sorted(name for name in dir(time) if name[0] != "_"))
