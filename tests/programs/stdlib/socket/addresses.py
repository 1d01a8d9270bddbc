# Addresses of the families, and what is refused.
import os, socket, tempfile

def attempt(function, *args):
    try:
        print(getattr(function, "__name__", function), function(*args))
    except Exception as error:
        print(getattr(function, "__name__", function), type(error).__name__, error)

with socket.socket() as s:
    for address in (5, ("127.0.0.1",), ("127.0.0.1", 70000), ("127.0.0.1", -1), ("127.0.0.1", "x"), (5, 5), ("nul\0", 5), ("127.0.0.1", 0, 0), ["127.0.0.1", 0], (b"127.0.0.1", 0)):
        attempt(s.bind, address)
    print(s.getsockname()[0])
    attempt(s.listen, "x")
    attempt(s.getpeername)
with socket.socket() as s:
    s.bind(("", 0))
    print(s.getsockname()[0])
    s.listen()
with socket.socket(socket.AF_INET6, socket.SOCK_DGRAM) as s:
    for address in (5, ("::1",), ("::1", 0, 2**20), ("::1", 70000), ("::1", 0, 0, 0, 0)):
        attempt(s.bind, address)
with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, "s")
    with socket.socket(socket.AF_UNIX) as s, socket.socket(socket.AF_UNIX) as c:
        s.bind(path)
        s.listen(1)
        print(s.getsockname() == path, repr(c.getsockname()))
        c.connect(path.encode())
        accepted, address = s.accept()
        print(repr(address), c.getpeername() == path)
        accepted.close()
    with socket.socket(socket.AF_UNIX) as s:
        attempt(s.bind, path)
        attempt(s.bind, "x" * 200)
        attempt(s.bind, 5)
        attempt(s.connect, folder + "/missing")
with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as s:
    s.bind("\0abstract-regius-test")
    print(s.getsockname())
with socket.socket(socket.AF_NETLINK, socket.SOCK_RAW) as s:
    s.bind((0, 0))
    print(s.getsockname()[1])
    attempt(s.bind, 5)
print(socket.has_ipv6, socket.SocketType, socket.socket.__mro__[1])
