# The frame of a function that has ended is on the line where it ended.
import sys
frame = None
def save():
    global frame
    frame = sys._getframe(1)
def f(x):
    x()
    if x:
        pass
def g(x):
    x()

    return 5
def h(x):
    x()
    for i in range(3):
        if i == 2:
            return i
def k(x):
    x()
    try:
        raise ValueError
    except ValueError:
        y = 1
    return y
def gen(x):
    x()
    yield 1
    z = 5
    yield z
def boom(x):
    x()
    y = 5
    raise KeyError(1)
class C:
    def m(self, x):
        x()
        self.y = 1
for function in f, g, h, k, C().m:
    function(save)
    print(function.__name__, frame.f_lineno - frame.f_code.co_firstlineno)
for v in gen(save):
    print(v, frame.f_lineno - frame.f_code.co_firstlineno)
print(frame.f_lineno - frame.f_code.co_firstlineno)
try:
    boom(save)
except KeyError:
    print(frame.f_lineno - frame.f_code.co_firstlineno)
