# What marshal refuses to write and to read.
import io, marshal

class C: pass

for value in (C(), C, print, [C()], {1: C}, object(), (x for x in ()), range(3), slice(1)):
    try:
        marshal.dumps(value)
    except ValueError as error:
        print(error)
for data in (b"", b"i", b"i\1", b"?", b"s\5\0\0\0ab", b"(\2\0\0\0N", b"l\1\0\0\0\0\x80", b"0", b"r\0\0\0\0", b"[\xff\xff\xff\xff"):
    try:
        print(marshal.loads(data))
    except (EOFError, ValueError, TypeError) as error:
        print(type(error).__name__, error)
nested = []
for _ in range(3000):
    nested = [nested]
try:
    marshal.dumps(nested)
except ValueError as error:
    print(error)
file = io.BytesIO()
marshal.dump([1, "two"], file)
marshal.dump((3.0,), file)
file.seek(0)
print(marshal.load(file), marshal.load(file))
try:
    marshal.load(file)
except EOFError as error:
    print(error)
try:
    marshal.load(io.StringIO("x"))
except TypeError as error:
    print(error)
