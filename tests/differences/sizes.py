# sys.getsizeof() and __sizeof__ tell the sizes that objects have here.
#
# Layouts differ; numbers that live inside values report what CPython's objects take.
import sys

print(sys.getsizeof([]) == 56, sys.getsizeof({}) == 64)
