# Streams and decoders whose __init__ failed or never ran refuse everything, and go away in silence.
import gc
import io

pair = io.BufferedRWPair.__new__(io.BufferedRWPair)
for name in ("read", "write", "close", "flush", "isatty", "readable", "peek"):
    try:
        getattr(pair, name)(*([b""] if name == "write" else []))
    except ValueError as error:
        print(name, error)
try:
    pair.closed
except RuntimeError as error:
    print(error)
decoder = io.IncrementalNewlineDecoder.__new__(io.IncrementalNewlineDecoder)
for use in (lambda: decoder.decode(b""), decoder.getstate, lambda: decoder.setstate((b"", 0)), decoder.reset):
    try:
        use()
    except ValueError as error:
        print(error)


class Raw(io.RawIOBase):
    pass


for use in (lambda: Raw().write(b""), lambda: Raw().readinto(bytearray(1))):
    try:
        use()
    except NotImplementedError as error:
        print("missing", error)
small, big = (io.BufferedReader(io.BytesIO(), size) for size in (10, 100))
print(big.__sizeof__() - small.__sizeof__())
big.close()
print(small.__sizeof__() - big.__sizeof__())
del pair
gc.collect()
