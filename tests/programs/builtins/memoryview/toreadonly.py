m = memoryview(bytearray(b"ab"))
r = m.toreadonly()
m[0] = 90
print(r.tobytes(), r.readonly, m.readonly)
try:
    r[0] = 1
except TypeError as error:
    print(error)
