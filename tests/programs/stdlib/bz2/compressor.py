# Compressing and decompressing with bz2.
import bz2, io

def attempt(function, *args, **kwargs):
    try:
        print(function.__name__, function(*args, **kwargs))
    except Exception as error:
        print(function.__name__, type(error).__name__, error)

data = b"the quick brown fox jumps\n" * 3000
for level in (1, 9):
    packed = bz2.compress(data, level)
    print(len(packed), bz2.decompress(packed) == data)
attempt(bz2.compress, b"")
attempt(bz2.compress, b"abc")
c = bz2.BZ2Compressor(5)
packed = b"".join(c.compress(data[i:i + 5000]) for i in range(0, len(data), 5000)) + c.flush()
attempt(c.flush)
attempt(c.compress, b"x")
attempt(bz2.BZ2Compressor, 0)
attempt(bz2.BZ2Compressor, 10)
attempt(bz2.BZ2Compressor, "x")
attempt(bz2.BZ2Compressor, compresslevel=3)
attempt(bz2.BZ2Compressor().compress, "x")
d = bz2.BZ2Decompressor()
print(d.eof, d.needs_input, d.unused_data)
out = b"".join(d.decompress(packed[i:i + 10]) for i in range(0, len(packed), 10))
print(out == data, d.eof, d.needs_input, d.unused_data)
attempt(d.decompress, b"more")
d = bz2.BZ2Decompressor()
out = d.decompress(packed + b"after", 100)
pieces = 0
while not d.eof:
    pieces += 1
    out += d.decompress(b"", max_length=7000)
print(out == data, pieces, d.unused_data, d.needs_input)
d = bz2.BZ2Decompressor()
print(d.decompress(packed, 0), d.needs_input, d.eof, len(d.decompress(b"")))
attempt(bz2.BZ2Decompressor().decompress, b"garbage data")
attempt(bz2.BZ2Decompressor().decompress, "x")
attempt(bz2.BZ2Decompressor().decompress, packed, "x")
attempt(bz2.BZ2Decompressor, 1)
attempt(bz2.decompress, packed[:-5])
attempt(bz2.decompress, b"bad")
print(bz2.decompress(packed + bz2.compress(b"second")) == data + b"second", bz2.decompress(packed + b"junk") == data, bz2.decompress(b""))
broken = bytearray(packed)
broken[40] ^= 255
attempt(bz2.decompress, bytes(broken))
file = io.BytesIO()
with bz2.open(file, "wt") as writer:
    writer.write("text\n" * 3)
with bz2.open(io.BytesIO(file.getvalue()), "rt") as reader:
    print(reader.read())
with bz2.BZ2File(io.BytesIO(packed)) as reader:
    print(reader.readline(), reader.seek(26000), reader.read(20), reader.tell(), reader.peek(5)[:5])
import pickle
for thing in (bz2.BZ2Compressor(), bz2.BZ2Decompressor()):
    attempt(lambda: pickle.dumps(thing))
