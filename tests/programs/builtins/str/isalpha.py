# str.isalpha over scripts, marks, digits and the empty string.
for text in ("", "a", "aZ", "a1", "a ", "\xe9", "\u0130\u0131", "\u4e2d\u6587", "\u0301", "\u2160", "\u00b2", "\u00aa", "\U0001d400", "\ud800", "_", "\u0e01\u0e31"):
    print(ascii(text), text.isalpha())
