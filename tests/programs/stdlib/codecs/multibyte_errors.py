# Malformed input of multibyte codecs: positions, and what the handlers do.
import codecs


def show(call, *args):
    try:
        print(ascii(call(*args)))
    except UnicodeError as e:
        print(type(e).__name__, e, e.start, e.end, e.reason)
    except Exception as e:
        print(type(e).__name__, e)


codecs.register_error("back", lambda e: ("<%d-%d>" % (e.start, e.end), e.end))
codecs.register_error("end", lambda e: ("!", -1) if e.start < len(e.object) - 1 else ("?", len(e.object)))
codecs.register_error("far", lambda e: ("", 99))
codecs.register_error("bytes", lambda e: (b"raw", e.end))
codecs.register_error("wrong", lambda e: "x")
codecs.register_error("unencodable", lambda e: ("\u0e01", e.end))
for errors in ("strict", "ignore", "replace", "backslashreplace", "surrogateescape", "xmlcharrefreplace", "back", "end", "far",
               "bytes", "wrong", "unencodable", "nosuch"):
    print(errors)
    show(b"a\xb0\xa1\xff\xffb\xb0".decode, "gbk", errors)
    show("a\u4e00\u0e01b\udc80".encode, "gbk", errors)
for name, data in (("cp932", b"\x81"), ("shift_jis", b"\xa0"), ("euc_jp", b"\x8f\xa1"), ("euc_jp", b"\x8f\xa1\xa1"),
                   ("euc_jisx0213", b"\xae\xa1"), ("gb18030", b"\x81\x30\x81"), ("gb18030", b"\xff\x30\x81\x30"), ("gb18030", b"\x84\x31\xa5\x30"),
                   ("euc_kr", b"\xa4\xd4\xa4\xa1\xa4\xbf"), ("euc_kr", b"\xa4\xd4\xa4\xa1\xa4\xbf\xa4\xff"), ("johab", b"\x80\x41"),
                   ("big5", b"\xa1\x20"), ("hz", b"~{\x30"), ("hz", b"~x"), ("iso2022_jp", b"\x1b$B\x7f\x7f"), ("iso2022_jp", b"\x1b(Z"),
                   ("iso2022_jp", b"\x1b$"), ("iso2022_jp_2", b"\x1b.AA\x1bN\xc1")):
    show(data.decode, name)
encode = codecs.getencoder("big5")
show(encode, 12)
show(encode, "a", 1)
show(codecs.getdecoder("big5"), "text")
