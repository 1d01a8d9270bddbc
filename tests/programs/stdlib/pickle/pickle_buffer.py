# PickleBuffer (PEP 574): buffers that pickling hands over beside the stream.
import pickle
from pickle import PickleBuffer

data = bytearray(b"some data")
buffer = PickleBuffer(data)
print(bytes(buffer), memoryview(buffer).obj is data, memoryview(buffer).readonly)
memoryview(buffer)[0] = ord("S")
print(data, buffer.raw().format, PickleBuffer(b"x").raw().readonly)

outside = []
stream = pickle.dumps([buffer, 1], protocol=5, buffer_callback=outside.append)
print(len(outside), outside[0] is buffer, b"data" in stream)
print(pickle.loads(stream, buffers=outside)[0] is data)
print(pickle.loads(pickle.dumps(buffer, protocol=5)))
try:
    pickle.dumps(buffer, protocol=4)
except pickle.PicklingError as error:
    print(error)

for make in (lambda: PickleBuffer(), lambda: PickleBuffer(3), lambda: PickleBuffer(b"", 1),
             lambda: PickleBuffer(memoryview(b"abcdef")[::2]).raw()):
    try:
        make()
    except (TypeError, BufferError) as error:
        print(type(error).__name__, error)
buffer.release()
buffer.release()
for use in (buffer.raw, lambda: memoryview(buffer)):
    try:
        use()
    except ValueError as error:
        print(error)
print(type(buffer).__module__, type(buffer).__qualname__)
