import io
s = io.StringIO("one\ntwo\r\nthree", newline=None)
print(s.readlines(), s.newlines)
s = io.StringIO()
print("é", 1, 2.5, file=s)
s.seek(0)
print(repr(s.read()), s.tell(), s.seekable(), s.closed)
b = io.BytesIO(b"hello\nworld\n")
print(b.readline(), list(b), b.seek(-3, 2), b.read())
b.write(b"!")
print(b.getvalue(), b.truncate(3), b.getvalue())
for bad in (lambda: s.write(b"x"), lambda: s.seek(-1), lambda: io.StringIO(newline="x"), lambda: io.BytesIO("x")):
    try:
        bad()
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
s.close()
try:
    s.read()
except ValueError as e:
    print(e)
