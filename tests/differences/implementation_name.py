# sys.implementation, sys.version and platform say that this is Regius.
#
# The language level is that of CPython 3.11 in sys.version_info.
import platform
import sys

print(sys.implementation.name)
print(platform.python_implementation())
print(sys.version_info[:2])
