a = bytearray(b"ab")
b = a
a += b"cd"
a *= 2
print(a, a is b)
a.clear()
print(a)
