import unicodedata

print(ascii(unicodedata.normalize("NFC", "e\u0301\u0327x")), ascii(unicodedata.normalize("NFD", "\u1e69")), unicodedata.is_normalized("NFC", "\u00e9"))
