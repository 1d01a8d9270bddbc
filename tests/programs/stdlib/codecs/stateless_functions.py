import codecs

print(codecs.utf_8_decode(b"a\xc3"), codecs.escape_decode(b"\\x41\\n"), codecs.escape_encode(b"a'\n\xff"))
print(codecs.charmap_build("abc"), codecs.charmap_encode("a", "strict", {97: 1}), codecs.charmap_decode(b"\0\1", "strict", "xy"))
print(codecs.utf_16_ex_decode(b"\xff\xfea\0b"), codecs.raw_unicode_escape_encode("\u20ac"), codecs.BOM_UTF8)
