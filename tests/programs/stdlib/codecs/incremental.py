import codecs

d = codecs.getincrementaldecoder("utf-8")()
print([d.decode(bytes([b])) for b in "日é".encode()])
e = codecs.getincrementalencoder("utf-16")()
print([e.encode(c) for c in "ab"], list(codecs.iterdecode([b"\xe6", b"\x97\xa5"], "utf-8")))
