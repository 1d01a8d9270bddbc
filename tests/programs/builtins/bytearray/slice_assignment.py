a = bytearray(b"0123456789")
a[2:4] = b"abc"
print(a)
a[::2] = b"-" * len(a[::2])
print(a)
del a[1:3], a[-1]
print(a)
a[5:] = []
a[:0] = [65, 66]
print(a)
