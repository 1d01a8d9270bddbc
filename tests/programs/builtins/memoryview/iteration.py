m = memoryview(b"abc")
print(list(m), 97 in m, b"".join([m, m[1:]]), b"xabc".find(m), [x for x in m[::-1]])
