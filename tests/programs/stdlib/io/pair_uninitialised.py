# A BufferedRWPair whose __init__ failed or never ran refuses everything, and goes away in silence.
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
del pair
gc.collect()
