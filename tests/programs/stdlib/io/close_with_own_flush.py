# close() calls the flush() that the object has; errors of both are chained.
import io


def bad_flush():
    raise OSError("flush")


def bad_close():
    raise OSError("close")


raw = io.BytesIO()
raw.close = bad_close
writer = io.BufferedWriter(raw)
writer.flush = bad_flush
text = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
text.flush = bad_flush
for stream in (writer, text):
    try:
        stream.close()
    except OSError as error:
        print(error, repr(error.__context__), stream.closed)
raw.close = writer.flush = lambda: None

detached = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
detached.detach()
print(repr(detached), detached.errors, detached.line_buffering)
try:
    detached.read()
except ValueError as error:
    print(error)
try:
    text.__init__(io.BytesIO(), newline="x")
except ValueError as error:
    print(error)
try:
    text.read()
except ValueError as error:
    print(error)
