import os
import sys
import time


def report(function, *args, **kwargs):
    try:
        print(function(*args, **kwargs))
    except TypeError as error:
        print(error)


t = time.struct_time
report(t), report(t, ()), report(t, range(12)), report(t, range(9), None), report(t, sequence=range(9), dict={'tm_zone': 3})
report(t, 3), report(t, range(11)), report(os.terminal_size, (1,)), report(os.stat_result, range(3)), report(type(sys.flags), (1,))
print(t.n_fields, t.n_sequence_fields, t.n_unnamed_fields, os.stat_result.n_unnamed_fields, os.stat_result.__match_args__)
r = os.stat_result(range(10), {'st_atime': 5})
print(r, r.st_atime, r.st_mtime, r.__reduce__()[1])
