import _md5, _sha1, _sha256, _sha512
data = b"The quick brown fox" * 17
for make in (_md5.md5, _sha1.sha1, _sha256.sha224, _sha256.sha256, _sha512.sha384, _sha512.sha512):
    h = make(b"abc")
    print(h.name, h.digest_size, h.block_size, h.hexdigest())
    h.update(data)
    c = h.copy()
    c.update(b"x")
    print(h.hexdigest(), c.hexdigest())
    for n in (0, 55, 56, 63, 64, 111, 112, 127, 128, 129):
        print(n, make(b"q" * n).hexdigest()[:16])
try:
    _md5.md5("x")
except TypeError as e:
    print(e)
import random
random.seed("seed")
print(random.random(), random.randint(1, 100), random.sample(range(50), 5))
