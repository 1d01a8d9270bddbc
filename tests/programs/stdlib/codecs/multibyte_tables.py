# The multibyte codecs: every pair of bytes and every character, as checksums.
import codecs
import zlib

NAMES = ("big5", "big5hkscs", "cp932", "cp949", "cp950", "euc_jis_2004", "euc_jisx0213", "euc_jp", "euc_kr",
         "gb18030", "gb2312", "gbk", "hz", "iso2022_jp", "iso2022_jp_1", "iso2022_jp_2", "iso2022_jp_2004",
         "iso2022_jp_3", "iso2022_jp_ext", "iso2022_kr", "johab", "shift_jis", "shift_jis_2004", "shift_jisx0213")
PAIRS = bytes(b for n in range(0x8000, 0x10000) for b in divmod(n, 256))
TRIPLES = bytes(b for n in range(0xA1A1, 0x10000) for b in (0x8F, *divmod(n, 256)))
TEXT = "".join(map(chr, (*range(1, 0xD800), *range(0xE000, 0x30000))))
for name in NAMES:
    decode, encode = codecs.getdecoder(name), codecs.getencoder(name)
    print(name, *(zlib.crc32(decode(data, "ignore")[0].encode()) for data in (PAIRS, TRIPLES)),
          zlib.crc32(encode(TEXT, "ignore")[0]))
