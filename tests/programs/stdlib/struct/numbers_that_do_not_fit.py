# Numbers that do not fit: which error each format gives, in each byte order.
import struct
for c in 'bBhHiIlLqQnN?efdcspP':
    for order in ('', '<', '>', '=', '!'):
        for v in (-129, 128, 255, 256, 2**15, 2**16, 2**31, 2**32, 2**63, 2**64, -2**63-1, 2**100, -2**100, 1.5, 'x', None, b'ab', -1, 70000.0, 1e40):
            try: struct.pack(order+c, v)
            except Exception as e: print(order+c, v, type(e).__name__, e)
