# marshal.dumps and loads of the types that .pyc files hold.
import marshal

values = [None, True, False, ..., StopIteration, 0, 1, -1, 2**31 - 1, 2**31, -2**31, 2**63, -2**100, 10**50, 1.5, -0.0, float("inf"),
          1e300, 2 + 3j, "", "ascii", "\xe9\u20ac\U0001f600", "\ud800", b"", b"\0\xff", (), (1,), tuple(range(300)), [], [1, [2]],
          {}, {"a": 1, 2: (3,)}, set(), {1}, frozenset({"x"}), bytearray(b"ba")]
for value in values:
    for version in (0, 2, 4):
        data = marshal.dumps(value, version)
        back = marshal.loads(data)
        if back != value or (type(back) is not type(value) and value != bytearray(b"ba")) or repr(back) != repr(value) and not isinstance(value, bytearray):
            print("differs", version, repr(value)[:50], repr(back)[:50])
for value in (None, 1, 2**40, 1.5, "text", "\xe9", b"bytes", (1, 2), [1], {"k": 1}):
    print(marshal.dumps(value, 0), marshal.dumps(value, 1), marshal.dumps(value, 2))
print(marshal.dumps(("same", "same"), 4).count(b"same"), marshal.version)
