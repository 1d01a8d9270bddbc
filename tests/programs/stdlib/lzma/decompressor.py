# Decompressing with lzma, in pieces and with errors.
import io, lzma

def attempt(function, *args, **kwargs):
    try:
        result = function(*args, **kwargs)
        print(function.__name__, result if not isinstance(result, bytes) or len(result) < 100 else len(result))
    except Exception as error:
        print(function.__name__, type(error).__name__, error)

data = b"the quick brown fox jumps\n" * 2000
packed = lzma.compress(data)
d = lzma.LZMADecompressor()
print(d.check, d.eof, d.needs_input, d.unused_data)
out = b"".join(d.decompress(packed[i:i + 10]) for i in range(0, len(packed), 10))
print(out == data, d.check, d.eof, d.needs_input, d.unused_data)
attempt(d.decompress, b"more")
d = lzma.LZMADecompressor()
out, pieces = d.decompress(packed + b"after", 100), 0
while not d.eof:
    pieces += 1
    out += d.decompress(b"", max_length=7000)
print(out == data, pieces, d.unused_data, d.needs_input)
d = lzma.LZMADecompressor(lzma.FORMAT_XZ)
print(d.decompress(packed, 0), d.needs_input, d.eof, len(d.decompress(b"")))
for bad in (b"garbage data here", packed[:30] + b"\0" * 40, packed[:-10] + b"0123456789"):
    attempt(lzma.LZMADecompressor().decompress, bad)
attempt(lzma.LZMADecompressor(lzma.FORMAT_ALONE).decompress, packed)
attempt(lzma.LZMADecompressor(memlimit=100).decompress, packed)
attempt(lzma.LZMADecompressor, 99)
attempt(lzma.LZMADecompressor, "x")
attempt(lzma.LZMADecompressor, lzma.FORMAT_RAW)
attempt(lzma.LZMADecompressor, lzma.FORMAT_RAW, memlimit=5, filters=[{"id": lzma.FILTER_LZMA2}])
attempt(lzma.LZMADecompressor, lzma.FORMAT_XZ, filters=[{"id": lzma.FILTER_LZMA2}])
attempt(lzma.LZMADecompressor().decompress, "x")
attempt(lzma.LZMADecompressor().decompress, packed, "x")
attempt(lzma.decompress, packed[:-3])
attempt(lzma.decompress, b"bad")
attempt(lzma.decompress, packed + lzma.compress(b"second", format=lzma.FORMAT_ALONE))
attempt(lzma.decompress, packed + lzma.compress(b"x"))
attempt(lzma.decompress, packed + b"junk")
attempt(lzma.decompress, lzma.compress(b"q", check=lzma.CHECK_NONE))
file = io.BytesIO()
with lzma.open(file, "wt") as writer:
    writer.write("text\n" * 3)
with lzma.open(io.BytesIO(file.getvalue()), "rt") as reader:
    print(reader.read())
with lzma.LZMAFile(io.BytesIO(packed)) as reader:
    print(reader.readline(), reader.seek(26000), reader.read(20), reader.tell(), reader.peek(5)[:5])
