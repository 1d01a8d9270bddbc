import unicodedata

c = '\xe9'
print(unicodedata.name(c), unicodedata.category(c), unicodedata.bidirectional(c), unicodedata.combining(c))
print(unicodedata.east_asian_width(c), unicodedata.mirrored(c), unicodedata.decomposition(c), unicodedata.numeric(c, None))
print([ascii(unicodedata.normalize(form, c)) for form in ("NFC", "NFD", "NFKC", "NFKD")])
