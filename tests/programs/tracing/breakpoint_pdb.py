# breakpoint() in a function that runs already: the debugger steps, shows and changes locals.
import io
import os
import sys


def double(x):
    y = x * 2
    return y


def target(x):
    y = x + 1
    breakpoint()
    z = double(y)
    for i in range(2):
        z += i
    return z


commands = "p y\nn\np z\n!z = 50\nb double\ntbreak 18\nc\nw\nu\np 'target' in locals()\nr\nc\n"
sys.stdin = io.StringIO(commands)
shown, sys.stdout = sys.stdout, io.StringIO()
result = target(3)
text, sys.stdout = sys.stdout.getvalue(), shown
print(text.replace(os.path.dirname(os.path.abspath(__file__)), "").replace("/breakpoint", "breakpoint"))
print(result)
