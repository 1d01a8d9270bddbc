import helper_a
import helper_a as again
from helper_a import value, func as f
print(helper_a.value, again is helper_a, value, f(), helper_a.__doc__, helper_a.__name__, __name__)
from helper_a import *
print(func(), "_private" in globals())
import sys
print(sys.modules["helper_a"] is helper_a, type(helper_a).__name__)
