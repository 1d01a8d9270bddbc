# compress(), decompress() and the checksums in one go.
import zlib

def attempt(function, *args, **kwargs):
    try:
        result = function(*args, **kwargs)
        print(function.__name__, result if not isinstance(result, bytes) or len(result) < 60 else (len(result), zlib.crc32(result)))
    except Exception as error:
        print(function.__name__, type(error).__name__, error)

data = b"the quick brown fox " * 500
for level in (-1, 0, 1, 6, 9):
    packed = zlib.compress(data, level)
    print(level, packed[:2], zlib.decompress(packed) == data)
for wbits in (-15, 9, 15, 31):
    packed = zlib.compress(data, wbits=wbits)
    print(wbits, len(packed), zlib.decompress(packed, wbits) == data)
print(zlib.decompress(zlib.compress(data, wbits=31), wbits=47, bufsize=1) == data)
packed = zlib.compress(b"abc")
attempt(zlib.compress, b"")
attempt(zlib.compress, b"abc")
attempt(zlib.compress, memoryview(b"abc"))
attempt(zlib.compress, "abc")
attempt(zlib.compress, b"abc", 99)
attempt(zlib.compress, b"abc", wbits=99)
attempt(zlib.compress, b"abc", "x")
attempt(zlib.compress)
attempt(zlib.decompress, packed)
attempt(zlib.decompress, packed[:-1])
attempt(zlib.decompress, packed + b"rest")
attempt(zlib.decompress, b"garbage!")
attempt(zlib.decompress, b"")
attempt(zlib.decompress, packed, -15)
attempt(zlib.decompress, packed, 99)
attempt(zlib.decompress, packed, bufsize=-1)
attempt(zlib.decompress, packed, bufsize=0)
attempt(zlib.decompress, packed, wbits=2**40)
attempt(zlib.decompress, "x")
for function in (zlib.adler32, zlib.crc32):
    for args in ((b"",), (b"abc",), (b"abc", 5), (b"abc", -1), (b"abc", 2**40 + 1), (data * 3, 1), (bytearray(b"q"),), ("abc",), (b"abc", "x"), (b"a", 1.5), ()):
        attempt(function, *args)
print([(n, getattr(zlib, n)) for n in dir(zlib) if isinstance(getattr(zlib, n), int)], zlib.error.__mro__, zlib.ZLIB_VERSION == zlib.ZLIB_RUNTIME_VERSION)
