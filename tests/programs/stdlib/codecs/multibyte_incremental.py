# Incremental multibyte codecs: pending input, shift states, getstate() and setstate().
import codecs


def pieces(data, size):
    return [data[i:i + size] for i in range(0, len(data), size)]


TEXT = "a\u3042\u4e9c\n\uff61b"
for name in ("cp932", "euc_jp", "iso2022_jp_ext", "shift_jis_2004", "utf-7"):
    encoder, decoder = codecs.getincrementalencoder(name)(), codecs.getincrementaldecoder(name)()
    data = b""
    for i, piece in enumerate(TEXT):
        data += encoder.encode(piece, i == len(TEXT) - 1)
        print(encoder.getstate(), end=" ")
    print(data, data == TEXT.encode(name))
    print([(decoder.decode(piece), decoder.getstate()) for piece in pieces(data, 1)])
for name in ("hz", "iso2022_kr", "euc_kr", "gb18030", "big5hkscs"):
    data = "\uac00\u4e00x\xca".encode(name, "replace")
    decoder = codecs.getincrementaldecoder(name)()
    print(name, ascii([decoder.decode(piece) for piece in pieces(data, 3)]), decoder.getstate())
encoder = codecs.getincrementalencoder("euc_jis_2004")()
print(encoder.encode("\u304b"), encoder.getstate(), encoder.encode("\u309a"), encoder.encode("\u304b"), encoder.encode("x"))
encoder.encode("\u304b")
state = encoder.getstate()
encoder.reset()
print(encoder.encode("", True), state)
encoder.setstate(state)
print(encoder.encode("", True))
decoder = codecs.getincrementaldecoder("gbk")("replace")
print(ascii(decoder.decode(b"\xb0")), ascii(decoder.decode(b"", True)), decoder.getstate(), decoder.errors)
decoder.errors = "ignore"
print(decoder.decode(b"\xff\xffa"))
decoder.setstate((b"\xb0", 0))
print(ascii(decoder.decode(b"\xa1")))
strict = codecs.getincrementaldecoder("gbk")()
strict.decode(b"\xb0")
for call in (lambda: strict.decode(b"", True), lambda: strict.setstate(3), lambda: strict.setstate((b"x" * 9, 0)),
             lambda: strict.setstate(("x", 0)), lambda: strict.setstate((b"", -1)), lambda: encoder.setstate("x"),
             lambda: encoder.setstate(1 << 300), lambda: encoder.setstate(9), lambda: setattr(strict, "errors", 3),
             lambda: delattr(strict, "errors"), lambda: type(strict)(errors=3)):
    try:
        call()
    except Exception as e:
        print(type(e).__name__, e)
print(strict.getstate())
