import base64
import binascii

data = bytes(range(0, 256, 5))
for name in ("b64", "b32", "b16", "b85", "a85", "b32hex"):
    encode, decode = getattr(base64, name + "encode"), getattr(base64, name + "decode")
    text = encode(data)
    print(name, text, decode(text) == data)
print(base64.urlsafe_b64encode(b"\xfb\xff"), base64.urlsafe_b64decode("-_8="))
print(base64.encodebytes(b"x" * 60), base64.decodebytes(b"aGk=\n"))
print(binascii.hexlify(b"abc", "-"), binascii.hexlify(b"abcde", "_", 2), binascii.unhexlify("6162"))
print(binascii.crc32(b"hello"), binascii.crc_hqx(b"hello", 0), binascii.b2a_uu(b"hello"), binascii.a2b_uu(b"%:&5L;&\\\n"))
for f in (lambda: base64.b64decode("a"), lambda: base64.b64decode("ab=c", validate=True), lambda: binascii.unhexlify("abc"),
          lambda: base64.b32decode("a"), lambda: base64.b16decode("zz"), lambda: binascii.unhexlify("zz")):
    try:
        print(f())
    except ValueError as e:
        print(type(e).__name__, e)
