import codecs

codecs.register_error("test.mark", lambda e: ("?!", e.end))
codecs.register_error("test.bytes", lambda e: (b"\x00", e.end))
print("aéb".encode("ascii", "test.mark"), b"a\xffb".decode("utf-8", "test.mark"), "é".encode("ascii", "test.bytes"))
try:
    codecs.lookup_error("test.none")
except LookupError as error:
    print(error)
