# lookup() knows aliases and named sequences, \N{...} and "unicode_escape" only the aliases.
import unicodedata

for name in ("NULL", "nul", "LATIN CAPITAL LETTER GHA", "LATIN SMALL LETTER R WITH TILDE", "keycap digit one", "BOM", "VS17",
             "HANGUL SYLLABLE GA", "hangul syllable ga", "CJK UNIFIED IDEOGRAPH-4e00"):
    for function in (unicodedata.lookup, unicodedata.ucd_3_2_0.lookup):
        try:
            print(name, ascii(function(name)), end="; ")
        except KeyError as e:
            print(e, end="; ")
    try:
        print(ascii(("\\N{%s}" % name).encode().decode("unicode_escape")))
    except UnicodeError as e:
        print(e)
    try:
        print(ascii(eval(r'"\N{%s}"' % name)))
    except SyntaxError as e:
        print(e)
print(unicodedata.name("\u01a2"), unicodedata.name("\0", None), "\N{LINE FEED}" == "\n", "\N{LATIN SMALL LETTER GHA}" == "\u01a3")
