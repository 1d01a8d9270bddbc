a = bytearray(b"a,b")
print(a.split(b","), a.upper(), a.partition(b","), a.replace(b"a", b"z"), a[0:1], a * 2, a + b"c", a.copy() is a)
