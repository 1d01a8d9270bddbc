# BLAKE2 with its parameters.
import hashlib

def attempt(function, *args, **kwargs):
    try:
        print(function(*args, **kwargs).hexdigest()[:40])
    except Exception as error:
        print(type(error).__name__, error)

data = b"the quick brown fox " * 40
for kind in (hashlib.blake2b, hashlib.blake2s):
    print(kind.__name__, kind.MAX_DIGEST_SIZE, kind.MAX_KEY_SIZE, kind.SALT_SIZE, kind.PERSON_SIZE)
    h = kind()
    print(h.name, h.digest_size, h.block_size, h.hexdigest())
    for i in range(0, len(data), 37):
        h.update(data[i:i + 37])
    print(h.hexdigest(), h.hexdigest() == kind(data).hexdigest())
    other = h.copy()
    other.update(b"x")
    print(other.digest() == h.digest(), h.digest()[:4])
    for kwargs in ({"digest_size": 1}, {"digest_size": 20}, {"key": b"secret"}, {"key": b"k" * kind.MAX_KEY_SIZE}, {"salt": b"salt"}, {"person": b"me"}, {"fanout": 2}, {"depth": 3},
                   {"leaf_size": 4096}, {"node_offset": 5}, {"node_depth": 1}, {"inner_size": 8}, {"last_node": True}, {"usedforsecurity": False},
                   {"fanout": 2, "depth": 2, "leaf_size": 4096, "node_offset": 1, "node_depth": 0, "inner_size": 32, "last_node": True, "key": b"k", "salt": b"s", "person": b"p"}):
        attempt(kind, data, **kwargs)
    for kwargs in ({"digest_size": 0}, {"digest_size": 65}, {"key": b"k" * 65}, {"salt": b"s" * 17}, {"person": b"p" * 17}, {"fanout": 256}, {"fanout": -1}, {"depth": 0}, {"depth": 256}, {"leaf_size": 2**32},
                   {"leaf_size": -1}, {"node_offset": -1}, {"node_offset": 2**64}, {"node_depth": 256}, {"inner_size": 65}, {"inner_size": -1}, {"digest_size": "x"}, {"key": "text"}, {"bad": 1}):
        attempt(kind, **kwargs)
    attempt(kind, "text")
    attempt(kind, 5)
