# Multibyte encodings under other names, and null characters.
for name in ("sjis", "ms932", "ujis", "EUC-CN", "936", "hkscs", "ks_c-5601-1987", "uhc", "csiso2022jp", "ISO-2022-KR",
             "big5-tw", "gb18030-2000", "HZ-GB-2312", "jisx0213"):
    print(name, "\u4e00\u4e8c".encode(name))
print(b"\x00a\x00\xb0\xa1\x00".decode("gbk").encode("gbk"), ascii(b"\x00\x82\xa0\x00".decode("sjis")))
