e = UnicodeDecodeError("utf-8", b"\xff\xfe", 0, 1, "bad")
print(e, e.encoding, e.object, e.start, e.end, e.reason, e.args)
print(UnicodeDecodeError("utf-8", b"abc", 0, 2, "bad"))
print(UnicodeEncodeError("ascii", "\xe9", 0, 1, "r"), UnicodeEncodeError("ascii", "\u20ac", 0, 1, "r"), UnicodeEncodeError("ascii", "\U0001f600x", 0, 1, "r"))
print(UnicodeEncodeError("ascii", "abc", 0, 2, "r"), UnicodeTranslateError("abc", 1, 2, "r"), UnicodeTranslateError("abc", 0, 2, "r"))
for args in ((), ("a", 1, 2, 3, "x"), ("a", b"b", 2, 3, 4), (3, b"", 1, 2, "x"), ("a", b"b", "x", 3, "r")):
    try:
        print(UnicodeDecodeError(*args))
    except TypeError as error:
        print(error)
try:
    "\ud800".encode()
except UnicodeEncodeError as error:
    print(error, isinstance(error, ValueError))
