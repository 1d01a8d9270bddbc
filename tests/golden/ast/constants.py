None, True, False, ...
0, 1_000, 0x_ff, 0o17, 0b101, 9223372036854775808, 0xffffffffffffffffffffff
1.5, .5, 5., 1e16, 1e-5, 1e400, 123456789.123456789, 1e22
1j, 1.5J, 0e0j
'a' "b" '''c'''
u'a' 'b'
b'\x00\xff' rb'\n'
'\ud800\U0001F600\N{BULLET}\N{latin small letter a}\N{HANGUL SYLLABLE GA}\N{CJK UNIFIED IDEOGRAPH-4E00}'
'\'"\t\n\r\\\7\x7f\xad'
