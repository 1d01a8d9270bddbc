# SHA-3 and SHAKE.
import hashlib

data = b"the quick brown fox " * 40
for kind in (hashlib.sha3_224, hashlib.sha3_256, hashlib.sha3_384, hashlib.sha3_512):
    h = kind(data)
    print(h.name, h.digest_size, h.block_size, h.hexdigest())
    pieces = kind()
    for i in range(0, len(data), 37):
        pieces.update(data[i:i + 37])
    print(pieces.digest() == h.digest(), kind().hexdigest()[:20])
    other = h.copy()
    other.update(b"x")
    print(other.hexdigest()[:20], h.hexdigest()[:20])
for kind in (hashlib.shake_128, hashlib.shake_256):
    h = kind(data)
    print(h.name, h.digest_size, h.block_size, h.hexdigest(10), h.digest(3), len(h.digest(1000)), h.hexdigest(400)[-20:], h.digest(0))
import _sha3
for kind in (_sha3.sha3_256, _sha3.shake_128):
    print(kind.__name__, kind.__module__)
    for args in (("text",), (5,)):
        try:
            kind(*args)
        except TypeError as error:
            print(error)
    h = kind(b"a", usedforsecurity=False)
    print(h._capacity_bits, h._rate_bits, h._suffix)
    try:
        h.update("x")
    except TypeError as error:
        print(error)
for length in (-1, 2**30, "x", 2**70):
    try:
        _sha3.shake_128(b"").digest(length)
    except Exception as error:
        print(type(error).__name__, error)
