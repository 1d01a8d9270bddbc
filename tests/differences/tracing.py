# Only programs whose source mentions sys.settrace() or sys.setprofile() can trace.
#
# Mentioned is also what a text names: getattr(sys, "settrace"). The functions of such programs keep their bytecode, and the
# interpreter, which tells the events, is linked in.
import sys

function = getattr(sys, "".join(["set", "trace"]))
try:
    function(lambda *arguments: None)
    print("traces")
except NotImplementedError as error:
    print(error)
