# What built-in functions say about keyword arguments that they do not take.
import itertools
import struct

for function in (lambda: struct.pack(x=2), lambda: struct.Struct("").pack(x=2), lambda: struct.pack_into(x=2),
                 lambda: min(0, default=1, key=2, other=3), lambda: min(0, other=3), lambda: max(0, other=3),
                 lambda: itertools.product(0, repeat=1, other=2), lambda: itertools.product(0, other=2),
                 lambda: ImportError(0, name=1, path=2, other=3), lambda: ImportError(0, name=1, other=2),
                 lambda: AttributeError(name=1, obj=2, other=3), lambda: NameError(name=1, other=2),
                 lambda: print(0, sep=1, end=2, file=3, flush=4, other=5)):
    try:
        function()
    except TypeError as error:
        print(error)
