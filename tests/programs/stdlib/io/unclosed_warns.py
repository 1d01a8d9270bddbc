# A file that goes away open says so (ResourceWarning), through all its wrappers once.
import gc
import io
import os
import tempfile
import warnings

path = os.path.join(tempfile.mkdtemp(), "file")


def leave(*args, **kws):
    file = open(path, *args, **kws)
    return repr(file)


def show(*args, **kws):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        text = leave(*args, **kws)
        bytearray(100000)
        gc.collect()
    print([(w.category.__name__, str(w.message) == "unclosed file " + text) for w in caught])


show("wb", buffering=0)
show("wb")
show("w", encoding="utf-8")
show("rb+")
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    open(path).close()
    io.BytesIO(b"x")
    io.TextIOWrapper(io.BytesIO())
    gc.collect()
print(caught)
