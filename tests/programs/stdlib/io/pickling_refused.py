# Files cannot be pickled; streams in memory can.
import io
import os
import pickle

for keywords in ({"mode": "w"}, {"mode": "wb"}, {"mode": "wb", "buffering": 0}, {"mode": "w+b"}, {"mode": "r"}):
    for protocol in (0, 2, 5):
        with open(os.devnull, **keywords) as file:
            try:
                pickle.dumps(file, protocol)
            except TypeError as error:
                print(error)
copy = pickle.loads(pickle.dumps(io.StringIO("text", newline="\n")))
print(copy.getvalue(), pickle.loads(pickle.dumps(io.BytesIO(b"bytes"))).getvalue())


class Raw(io.RawIOBase):
    pass


print(type(pickle.loads(pickle.dumps(Raw()))).__name__)
