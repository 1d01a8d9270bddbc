print("a\tb\\n\x41\u00e9\U0001F600\N{BULLET}\101", r"\n", b"\x00\xff", "it's", 'say "x"', """two
lines""", "con" "cat")
print(len("\
joined"), repr("\a\b\f\v\r\0"), "é".encode(), u"u")
