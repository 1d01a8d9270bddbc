# Decoding nothing gives '' without looking for the codec; encoding nothing does look.

for empty in (b"", bytearray(), memoryview(b"")):
    for names in (("nope",), ("nope", "nope"), ("utf-8", "nope"), ("",), ("latin-1",), ("x\0y",)):
        try:
            print(type(empty).__name__, names, repr(str(empty, *names)))
        except Exception as e:
            print(type(empty).__name__, names, type(e).__name__, e)
    if not isinstance(empty, memoryview):
        print(repr(empty.decode("nope")), repr(empty.decode(errors="nope")))

for names in (("nope",), ("utf-8", "nope"), ("",)):
    for make in (str.encode, bytes, bytearray):
        try:
            print(names, make("", *names))
        except Exception as e:
            print(names, type(e).__name__, e)

try:
    print(str([], "nope"))
except TypeError as e:
    print(e)
