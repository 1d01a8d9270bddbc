m = memoryview(bytearray(b"abcdefgh"))
print(m[2:5].tobytes(), m[::2].tolist(), m[::-1].tobytes(), len(m[1:]), bytes(m[::3]))
m[1:3] = b"XY"
m[0] = 65
print(m.tobytes(), m.hex("-"))
