# Views that nobody holds any more do not hinder resizing.
from array import array

def peek(owner, depth=30):
    return peek(owner, depth - 1) if depth else bytes(memoryview(owner)[1:3][0:1])

data = bytearray(b"abcd")
print(peek(data))
data += b"efgh" * 10
print(data)
numbers = array("b", [1, 2, 3])
print(peek(numbers))
numbers.append(4)
print(numbers)
held = memoryview(data)
try:
    data.append(1)
except BufferError as error:
    print(error)
print(held[0])
