# f_trace of frames that run already, f_trace_lines and f_trace_opcodes, locals that a trace function changes.
import sys


def target(a):
    b = a
    c = b + 1
    return a, b, c


def changes(frame, event, arg):
    if event == "line":
        if frame.f_lineno - frame.f_code.co_firstlineno == 2:
            frame.f_locals["b"] = 10
            frame.f_locals["a"] = "new"
    return changes


sys.settrace(changes)
print(target(1))
sys.settrace(None)


def cells():
    x = 1

    def inner():
        y = x
        y = y + 1
        return x, y
    return inner(), x


def changes_cells(frame, event, arg):
    if event == "line" and frame.f_code.co_name == "inner" and "y" in frame.f_locals:
        frame.f_locals["x"] = 5
    return changes_cells


sys.settrace(changes_cells)
print(cells())
sys.settrace(None)

seen = []


def local(frame, event, arg):
    seen.append((frame.f_code.co_name, event, frame.f_lineno - frame.f_code.co_firstlineno))
    return local


def ignore(frame, event, arg):
    return None


def starts():
    sys._getframe(1).f_trace = local
    sys.settrace(ignore)


def running():
    x = 1
    starts()
    y = 2
    for i in range(2):
        y += i
    return y


running()
sys.settrace(None)
print(seen)


def without_lines(frame, event, arg):
    frame.f_trace_lines = False
    seen.append((frame.f_code.co_name, event))
    return without_lines


seen.clear()
sys.settrace(without_lines)
target(1)
sys.settrace(None)
print(seen)


def with_opcodes(frame, event, arg):
    frame.f_trace_opcodes = True
    seen.append(event)
    return with_opcodes


seen.clear()
sys.settrace(with_opcodes)
target(1)
sys.settrace(None)
print(seen[0], seen[-1], seen.count("line"), seen.count("opcode") > 5, set(seen) - {"opcode", "line"} == {"call", "return"})

frame = sys._getframe()
print(frame.f_trace, frame.f_trace_lines, frame.f_trace_opcodes)
frame.f_trace = local
print(frame.f_trace is local)
del frame.f_trace
print(frame.f_trace)
for name in "f_trace_lines", "f_trace_opcodes":
    try:
        setattr(frame, name, 1)
    except TypeError as error:
        print(error)
    try:
        delattr(frame, name)
    except TypeError as error:
        print(error)
