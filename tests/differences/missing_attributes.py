# Functions that look into CPython's memory management and threads are absent or tell nothing.
#
# There is nothing that they could describe.
import sys

for name in "_debugmallocstats", "_current_exceptions", "abiflags", "getallocatedblocks":
    print(name, hasattr(sys, name))
print(sys.getallocatedblocks() > 0)
