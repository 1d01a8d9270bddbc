# Compressing and decompressing in pieces.
import copy, zlib

def attempt(function, *args, **kwargs):
    try:
        print(function.__name__, function(*args, **kwargs))
    except Exception as error:
        print(function.__name__, type(error).__name__, error)

data = bytes(range(256)) * 200 + b"tail"
for options in ({}, {"level": 9}, {"wbits": -15}, {"wbits": 31}, {"strategy": zlib.Z_HUFFMAN_ONLY}, {"memLevel": 1}, {"zdict": b"abcdefgh"}):
    c = zlib.compressobj(**options)
    packed = b"".join(c.compress(data[i:i + 1000]) for i in range(0, len(data), 1000)) + c.flush(zlib.Z_SYNC_FLUSH) + c.compress(b"!") + c.flush()
    d = zlib.decompressobj(options.get("wbits", 15), zdict=options.get("zdict", b""))
    out = b"".join(d.decompress(packed[i:i + 100]) for i in range(0, len(packed), 100)) + d.flush()
    print(options, out == data + b"!", d.eof, d.unused_data, d.unconsumed_tail)
packed = zlib.compress(data)
d = zlib.decompressobj()
out, pieces = d.decompress(packed + b"after", 1000), 0
while not d.eof:
    more = d.decompress(d.unconsumed_tail, 5000)
    assert len(more) <= 5000
    out += more
    pieces += 1
print(out == data, pieces, d.eof, d.unused_data, d.unconsumed_tail)
print(d.decompress(b"more"), d.unused_data, d.flush(), d.unused_data)
d = zlib.decompressobj()
out = d.decompress(packed, 100)
print(len(out), len(d.unconsumed_tail) > 0, len(d.flush()), d.eof)
d = zlib.decompressobj()
d.decompress(packed[:50])
e = d.copy()
f = copy.deepcopy(copy.copy(d))
print(d.decompress(packed[50:]) == e.decompress(packed[50:]) == f.decompress(packed[50:]), e.eof, f.eof)
c = zlib.compressobj()
c.compress(data)
other = copy.copy(c)
print(c.flush() == other.flush())
attempt(c.copy)
attempt(c.flush)
attempt(c.compress, b"x")
attempt(c.flush, zlib.Z_NO_FLUSH)
attempt(c.compress, "x")
print(type(d.copy()).__name__)
attempt(zlib.decompressobj().decompress, b"garbage")
attempt(zlib.decompressobj().decompress, packed, -1)
attempt(zlib.decompressobj().decompress, packed, "x")
attempt(zlib.decompressobj().flush, 0)
attempt(zlib.decompressobj().flush, -1)
attempt(zlib.decompressobj().flush)
attempt(zlib.decompressobj, 99)
attempt(zlib.decompressobj, zdict=5)
attempt(zlib.decompressobj, zdict="x")
attempt(zlib.compressobj, 99)
attempt(zlib.compressobj, method=3)
attempt(zlib.compressobj, zdict="x")
attempt(zlib.compressobj, memLevel=77)
c = zlib.compressobj(zdict=b"hello world")
packed = c.compress(b"hello world hello") + c.flush()
attempt(zlib.decompressobj().decompress, packed)
attempt(zlib.decompressobj(zdict=b"other").decompress, packed)
attempt(zlib.decompressobj(zdict=bytearray(b"hello world")).decompress, packed)
for kind in (type(zlib.compressobj()), type(zlib.decompressobj())):
    print(kind.__module__, kind.__name__)
    attempt(kind)
