with memoryview(b"abc") as m:
    print(m.tolist())
try:
    m[0]
except ValueError as error:
    print(error)
m.release()
