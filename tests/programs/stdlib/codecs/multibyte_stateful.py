# HZ and the ISO-2022 encodings: escape sequences, shifts, sets of several standards.
TEXT = "a\u3042~\u4e02\xa5\uff71\u203e\u20000\u304b\xe9\uac00\u4e00\n\u4e01b\u4e02"
for name in ("hz", "iso2022_jp", "iso2022_jp_1", "iso2022_jp_2", "iso2022_jp_2004", "iso2022_jp_3", "iso2022_jp_ext", "iso2022_kr"):
    data = TEXT.encode(name, "ignore")
    print(name, data, ascii(data.decode(name)))
for name, data in (("hz", b"a~~b~{VPND~}c~\nd"), ("iso2022_jp", b"\x1b$@0l\x1b(Ba\x1b&@\x1b$B0l\x1b(J\\~\x1b(B"), ("iso2022_jp", b"\x1bxyzA\x0e\x0f"),
                   ("iso2022_jp_2", b"\x1b.A\x1bNi\x1b.F\x1bNa\x1bN'\x1b$A0!\x1b$(C0!\x1b(B"), ("iso2022_jp_ext", b"\x1b(I1\x1b(B"),
                   ("iso2022_kr", b"\x1b$)Ca\x0e0!\nb\x0e0!\x0fc"), ("iso2022_jp_2004", b"\x1b$(Q+R\x1b$(P!\"\x1b(B")):
    print(name, ascii(data.decode(name)))
