# Compressing with lzma: containers, presets, filters and checks.
import io, lzma

def attempt(function, *args, **kwargs):
    try:
        result = function(*args, **kwargs)
        print(function.__name__, result if not isinstance(result, bytes) or len(result) < 100 else len(result))
    except Exception as error:
        print(function.__name__, type(error).__name__, error)

data = b"the quick brown fox jumps\n" * 2000
delta = [{"id": lzma.FILTER_DELTA, "dist": 4}, {"id": lzma.FILTER_LZMA2, "preset": 6}]
for options in ({}, {"preset": 0}, {"preset": 9 | lzma.PRESET_EXTREME}, {"format": lzma.FORMAT_ALONE}, {"check": lzma.CHECK_CRC32}, {"check": lzma.CHECK_NONE}, {"check": lzma.CHECK_SHA256},
                {"filters": delta}, {"format": lzma.FORMAT_RAW, "filters": delta}, {"filters": [{"id": lzma.FILTER_X86}, {"id": lzma.FILTER_LZMA2, "dict_size": 4096, "lc": 2, "lp": 1, "pb": 1,
                "mode": lzma.MODE_FAST, "nice_len": 40, "mf": lzma.MF_HC4, "depth": 10}]}, {"format": lzma.FORMAT_ALONE, "filters": [{"id": lzma.FILTER_LZMA1}]}):
    packed = lzma.compress(data, **options)
    raw = options.get("format") == lzma.FORMAT_RAW
    print(packed[:6], len(packed), lzma.decompress(packed, lzma.FORMAT_RAW if raw else lzma.FORMAT_AUTO, filters=delta if raw else None) == data)
c = lzma.LZMACompressor()
packed = c.compress(data) + c.flush()
attempt(c.flush)
attempt(c.compress, b"x")
for kwargs in ({"format": 99}, {"format": lzma.FORMAT_RAW}, {"format": lzma.FORMAT_ALONE, "check": lzma.CHECK_CRC64}, {"preset": 1, "filters": delta}, {"preset": 99}, {"preset": "x"}, {"check": 99},
               {"filters": [{"id": 99}]}, {"filters": [{}]}, {"filters": [{"id": lzma.FILTER_LZMA2, "bad": 1}]}, {"filters": [5]}, {"filters": 5}, {"filters": []}, {"filters": [{"id": lzma.FILTER_LZMA2}] * 9},
               {"filters": [{"id": lzma.FILTER_DELTA}]}, {"filters": [{"id": lzma.FILTER_DELTA, "dist": 0}, {"id": lzma.FILTER_LZMA2}]}, {"format": lzma.FORMAT_XZ, "filters": [{"id": lzma.FILTER_LZMA1}]},
               {"filters": [{"id": lzma.FILTER_LZMA2, "preset": 99}]}, {"filters": [{"id": lzma.FILTER_LZMA2, "lc": 5}]}, {"filters": [{"id": lzma.FILTER_X86, "start_offset": "x"}, {"id": lzma.FILTER_LZMA2}]}):
    attempt(lzma.LZMACompressor, **kwargs)
attempt(lzma.LZMACompressor, "x")
attempt(lzma.LZMACompressor().compress, "x")
for check in (lzma.CHECK_NONE, lzma.CHECK_CRC32, lzma.CHECK_CRC64, lzma.CHECK_SHA256, 5, 16):
    attempt(lzma.is_check_supported, check)
attempt(lzma.is_check_supported, "x")
attempt(lzma._encode_filter_properties, {"id": lzma.FILTER_LZMA2, "dict_size": 65536})
attempt(lzma._encode_filter_properties, {"id": lzma.FILTER_DELTA, "dist": 7})
attempt(lzma._encode_filter_properties, {"id": lzma.FILTER_LZMA1, "lc": 1})
attempt(lzma._encode_filter_properties, {"id": 77})
attempt(lzma._encode_filter_properties, 5)
attempt(lzma._decode_filter_properties, lzma.FILTER_LZMA2, b"\x10")
attempt(lzma._decode_filter_properties, lzma.FILTER_DELTA, b"\x06")
attempt(lzma._decode_filter_properties, lzma.FILTER_LZMA1, b"\x5d\x00\x00\x80\x00")
attempt(lzma._decode_filter_properties, lzma.FILTER_X86, b"\x10\0\0\0")
attempt(lzma._decode_filter_properties, lzma.FILTER_LZMA2, b"bad")
attempt(lzma._decode_filter_properties, 77, b"")
print([(n, getattr(lzma, n)) for n in dir(lzma) if n.isupper() and isinstance(getattr(lzma, n), int)], lzma.LZMAError.__mro__)
