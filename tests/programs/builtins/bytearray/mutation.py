a = bytearray(b"hello")
a[0] = 72
a.append(33)
a.extend(b" w")
a.insert(0, 42)
print(a, a.pop(), a.pop(0))
a.remove(108)
a.reverse()
print(a)
