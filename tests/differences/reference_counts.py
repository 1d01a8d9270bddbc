# sys.getrefcount() knows nothing.
#
# There are no reference counts to tell.
import sys

item = []
held = [item, item, item]
print(sys.getrefcount(item))
