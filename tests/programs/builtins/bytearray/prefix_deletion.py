a = bytearray(range(256)) * 4
del a[:1000]
print(len(a), a[:3])
a += b"x"
print(len(a), a[-1:])
