# Methods of types that a module defines name it in their repr.
import collections
import functools
import itertools
import re

for method in (list.append, collections.deque.append, collections.deque.__len__, functools.partial.__call__,
               itertools.count.__next__, re.Pattern.match, dict.__getitem__, int.__add__):
    print(method)
