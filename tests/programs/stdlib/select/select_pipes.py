# select() with pipes, timeouts and what it refuses.
import os, select, time

reader, writer = os.pipe()
print(select.select([reader], [writer], [], 0) == ([], [writer], []))
os.write(writer, b"x")

class Wrapper:
    def fileno(self):
        return reader

wrapper = Wrapper()
print(select.select([wrapper, reader], (), iter([])) == ([wrapper, reader], [], []))
os.read(reader, 1)
before = time.monotonic()
print(select.select([reader], [], [], 0.05), time.monotonic() - before >= 0.05)

closed = os.dup(reader)
os.close(closed)

class BadFileno:
    def fileno(self):
        return "x"

for arguments in ((1, 2, 3), ([], [], [], "x"), ([], [], [], -1), ([], [], [], float("nan")), (["x"], [], []), ([-1], [], []),
                  ([1024], [], []), ([2**40], [], []), ([closed], [], [], 0), ([BadFileno()], [], []), ([], [])):
    try:
        print(select.select(*arguments))
    except Exception as error:
        print(type(error).__name__, error)
print(select.error is OSError, select.PIPE_BUF)
