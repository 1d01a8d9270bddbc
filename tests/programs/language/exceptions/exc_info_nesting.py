import sys
def show(label):
    print(label, repr(sys.exception()))
def f():
    show("in f")
    try:
        raise KeyError("inner")
    except KeyError:
        show("inner handler")
    show("after inner")
try:
    raise ValueError("outer")
except ValueError:
    show("outer handler")
    f()
    show("back")
show("end")
