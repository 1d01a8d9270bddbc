# sys.excepthook given something that is no exception says so where exceptions are shown.
import io
import sys

for value in 42, None, ValueError, "text":
    stderr, sys.stderr = sys.stderr, io.StringIO()
    sys.__excepthook__(type(value), value, None)
    shown, sys.stderr = sys.stderr.getvalue(), stderr
    print(shown, end="")
