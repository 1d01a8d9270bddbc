# The modules that the library's encodings are made with.
import _codecs_jp
import _multibytecodec

codec = _codecs_jp.getcodec("cp932")
print(codec.encode("\u3042"), ascii(codec.decode(b"\x82\xa0")), codec.encode(input="a", errors=None))


class Encoder(_multibytecodec.MultibyteIncrementalEncoder):
    codec = codec


class Broken(_multibytecodec.MultibyteIncrementalDecoder):
    codec = 3


print(Encoder().encode("\u3042"), Encoder("replace").errors)
for call in (lambda: _codecs_jp.getcodec("gbk"), lambda: _codecs_jp.getcodec(1), lambda: type(codec)(), Broken,
             _multibytecodec.MultibyteIncrementalEncoder, lambda: _multibytecodec.__create_codec(1)):
    try:
        call()
    except Exception as e:
        print(type(e).__name__, e)
