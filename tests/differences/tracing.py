# sys.settrace() and sys.setprofile() are not available.
#
# Compiled code has no events for lines and calls. Debuggers for native code work: executables have DWARF line tables of the Python
# sources.
import sys

for function in sys.settrace, sys.setprofile:
    try:
        function(lambda *arguments: None)
        print(function.__name__, "works")
    except NotImplementedError as error:
        print(error)
