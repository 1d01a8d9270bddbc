# What trace functions return and raise, and what they see while they run.
import sys
import threading


def target(x):
    y = x + 1
    z = y * 2
    return z


def events(make):
    seen = []
    sys.settrace(make(seen))
    try:
        result = target(1)
    except Exception as error:
        result = repr(error)
    print(seen, result, sys.gettrace() is None)
    sys.settrace(None)


def no_local(seen):
    def trace(frame, event, arg):
        seen.append((frame.f_code.co_name, event))
    return trace


def stays(seen):
    def local(frame, event, arg):
        seen.append((event, frame.f_lineno - frame.f_code.co_firstlineno))
        return None if event == "line" else local

    def trace(frame, event, arg):
        seen.append((frame.f_code.co_name, event))
        return local if frame.f_code.co_name == "target" else None
    return trace


def replaces(seen):
    def second(frame, event, arg):
        seen.append(("second", event))
        return second

    def first(frame, event, arg):
        seen.append(("first", event))
        return second if event == "line" else first
    return first


def raises_at(event_name):
    def make(seen):
        def trace(frame, event, arg):
            seen.append((frame.f_code.co_name, event))
            if event == event_name:
                raise RuntimeError(event)
            return trace
        return trace
    make.__name__ = "raises_at_" + event_name
    return make


for make in no_local, stays, replaces, raises_at("call"), raises_at("line"), raises_at("return"):
    print("==", make.__name__)
    events(make)


def catches():
    try:
        x = 1
    except RuntimeError as error:
        return "caught", str(error), error.__traceback__.tb_next.tb_frame.f_code.co_name


sys.settrace(raises_at("line")([]))
try:
    print(catches())
except RuntimeError as error:
    print("not caught", error)
print(sys.gettrace())


def nothing_inside(frame, event, arg):
    target(3)
    inside.append(event)


inside = []
sys.settrace(nothing_inside)
target(1)
sys.settrace(None)
print(inside)

# A local trace function of a recursive call, and of another thread.
calls = []


def count(frame, event, arg):
    calls.append((frame.f_code.co_name, event))


def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


sys.settrace(count)
print(fib(5), len([c for c in calls if c == ("fib", "call")]))
sys.settrace(None)
calls.clear()
threading.settrace(count)
thread = threading.Thread(target=fib, args=(3,))
thread.start()
thread.join()
threading.settrace(None)
print([c for c in calls if c[0] == "fib"])
for bad in (lambda: sys.settrace(), lambda: sys.call_tracing(len, 3)):
    try:
        bad()
    except TypeError as error:
        print(error)
sys.settrace(count)
calls.clear()
print(sys.call_tracing(fib, (2,)), len(calls))
sys.settrace(None)
