# The message of int() shows 200 characters of the text.
for v in ('z'*300, b'z'*300, bytearray(b'z'*300), '\u20ac'*300):
    for b in (10, 7):
        try: int(v, b) if not isinstance(v, bytearray) or b!=10 else int(v)
        except ValueError as e: print(len(str(e)), str(e)[-5:])
