# Two bugs of CPython's multibyte encoders are not repeated.
#
# CPython 3.11.2 looks for pairs of characters in iso2022_jp_3 and iso2022_jp_2004 beyond the end of a variable (mended in 3.11.3), and its
# encoder of HZ loses the second tilde of "~~" where the output buffer happens to end.
for name in ("iso2022_jp_3", "iso2022_jp_2004"):
    print("\u304b\u309a".encode(name, "ignore"))
print("\u71e7\u837c\ue0b0\U00060256b\u6194~\U0008fae5".encode("hz", "backslashreplace"))
