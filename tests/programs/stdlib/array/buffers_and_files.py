# The buffer protocol, bytes, text and files.
import io, tempfile
from array import array

def attempt(function, *args):
    try:
        print(function.__name__, function(*args))
    except Exception as error:
        print(function.__name__, type(error).__name__, error)

a = array("h", [1, 2, 3])
view = memoryview(a)
print(view.shape, view.readonly, view.nbytes, view.tolist())
view[0] = 500
print(a[0])
for name, args in (("append", (1,)), ("pop", ()), ("extend", ([1],)), ("insert", (0, 1)), ("frombytes", (b"ab",)), ("__delitem__", (0,)),
                   ("__imul__", (2,)), ("__setitem__", (slice(0, 1), array("h"))), ("reverse", ()), ("fromlist", ([],)), ("fromlist", ([1],))):
    attempt(getattr(a, name), *args)
view.release()
attempt(a.append, 4)
attempt(a.tobytes)
attempt(a.frombytes, b"abc")
attempt(a.frombytes, "ab")
attempt(a.frombytes, array("b", [1, 0]))
print(a, bytes(a)[:4], b"".join([a, b"!"])[-1:])
u = array("u", "text")
attempt(u.fromunicode, " é")
attempt(u.tounicode)
attempt(u.fromunicode, 5)
attempt(a.fromunicode, "x")
attempt(a.tounicode)
with tempfile.TemporaryFile() as file:
    array("d", [1.5, 2.5, 3.5]).tofile(file)
    file.seek(0)
    d = array("d")
    attempt(d.fromfile, file, 2)
    attempt(d.fromfile, file, 2)
    attempt(d.fromfile, file, -1)
    print(d)
attempt(a.tofile, 5)
attempt(a.fromfile, io.StringIO("x"), 1)
data = io.BytesIO()
array("B", bytes(100_000)).tofile(data)
print(len(data.getvalue()))
