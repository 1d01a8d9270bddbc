# Anonymous memory as a sequence of bytes; searching.
import mmap, os

def attempt(function, *args):
    try:
        print(function(*args))
    except Exception as error:
        print(type(error).__name__, error)

m = mmap.mmap(-1, 20)
m[:5] = b"hello"
m[10] = 65
print(m[:12], m[10], m[-1], m[2:8:2], m[::-1][-5:], len(m))
m[0:6:2] = b"HLO"
print(m[:5], bytes(m)[:6], list(m)[:3], 65 in m, b"A" in m)
for index, value in ((0, 256), (0, -1), (0, b"x"), (0, "x"), (20, 1), (-21, 1), ("x", 1), (slice(0, 3), b"xx"), (slice(0, 2), "xx"), (slice(0, 4, 2), b"xxx"), (slice(5, 5), b"")):
    attempt(m.__setitem__, index, value)
for index in (20, -21, "x", None, 1.5):
    attempt(m.__getitem__, index)
attempt(m.__delitem__, 0)
m[:] = b"abcabcabc" + bytes(11)
m.seek(0)
for args in ((b"abc",), (b"abc", 1), (b"abc", -11), (b"abc", 1, 5), (b"abc", 0, -12), (b"",), (b"zz",), (b"", 50), ("x",), (b"c\0",)):
    attempt(m.find, *args)
    attempt(m.rfind, *args)
m.seek(4)
print(m.find(b"abc"), m.rfind(b"abc"), m.read(-1)[:3])
print(hash(m) == hash(m), m == m)
if os.fork() == 0:
    m[0] = 90
    os._exit(0)
os.wait()
print(m[:1])
m.resize(40)
print(len(m))
attempt(m.size)
class Sub(mmap.mmap):
    pass
def peek(owner, depth=30):
    return peek(owner, depth - 1) if depth else bytes(memoryview(owner)[1:3])
print(peek(m), m.close()) # a view that nobody holds any more is no hindrance
s = Sub(-1, 10)
s.extra = 5
print(s.extra, repr(s).split(" ")[0], sorted(n for n in dir(s) if not n.startswith("__")))
import weakref
print(weakref.ref(s)() is s)
