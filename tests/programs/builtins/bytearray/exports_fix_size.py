a = bytearray(b"abc")
m = memoryview(a)
try:
    a.append(1)
except BufferError as error:
    print(error)
m[0] = 90
m.release()
a.append(33)
print(a)
