# Characters of multibyte encodings that are two in Unicode, and characters beyond U+FFFF.
for name in ("euc_jis_2004", "shift_jisx0213", "big5hkscs"):
    for text in ("\u304b\u309a", "\u304b", "\u304bx", "\u02e9\u02e5", "\u02e5\u02e9", "\xe6\u0300", "\xe6\u0301", "\xca\u0304", "\xca\u030c",
                 "\xea\u0304\xea", "\xcax", "\U00020089", "\U0002000b", "\U0002010c"):
        data = text.encode(name, "replace")
        print(name, ascii(text), data, ascii(data.decode(name)))
for text in ("\x80", "\xa5", "\u20ac", "\u1e3f", "\ue5e5", "\ue76c", "\uffff", "\U00010000", "\U0010ffff"):
    print(ascii(text), text.encode("gb18030"), text.encode("gb18030").decode("gb18030") == text)
for text in ("\uac00\uac02", "\ud7a3", "\u3131\u3164"):
    print(ascii(text), *(text.encode(name) for name in ("euc_kr", "cp949", "johab")))
