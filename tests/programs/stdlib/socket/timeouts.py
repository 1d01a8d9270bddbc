# Blocking, time limits and closed sockets.
import socket, time

def attempt(function, *args):
    try:
        print(function.__name__, function(*args))
    except Exception as error:
        print(function.__name__, type(error).__name__, error)

a, b = socket.socketpair()
print(a.gettimeout(), a.getblocking(), a.timeout)
a.settimeout(0.02)
print(a.gettimeout(), a.getblocking())
start = time.monotonic()
attempt(a.recv, 1)
print(0.015 < time.monotonic() - start < 5)
a.setblocking(False)
print(a.gettimeout(), a.getblocking())
attempt(a.recv, 1)
attempt(a.settimeout, -1)
attempt(a.settimeout, "x")
attempt(a.settimeout, 1e300)
attempt(a.settimeout, float("nan"))
attempt(a.setblocking, "x")
a.settimeout(None)
print(a.gettimeout())
socket.setdefaulttimeout(3.5)
with socket.socket() as c:
    print(socket.getdefaulttimeout(), c.gettimeout())
attempt(socket.setdefaulttimeout, -5)
socket.setdefaulttimeout(None)
with socket.socket(socket.AF_INET, socket.SOCK_STREAM | socket.SOCK_NONBLOCK) as c:
    print(c.type, c.gettimeout(), c.getblocking())
b.settimeout(0.05)
try:
    b.sendall(bytes(50_000_000))
except TimeoutError as error:
    print(error, socket.timeout is TimeoutError)
with socket.socket(fileno=a.detach()) as same:
    print(same.family, same.type, a.fileno(), len(same.recv(100)))
    attempt(lambda: socket.socket(fileno=-1))
    attempt(lambda: socket.socket(fileno=99999))
    attempt(lambda: socket.socket(fileno="x"))
attempt(socket.socket, 999)
attempt(socket.socket, socket.AF_INET, 77)
attempt(socket.socket, "x")
