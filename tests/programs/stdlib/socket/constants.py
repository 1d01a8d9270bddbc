# The constants of Linux, and as enumerations.
import _socket, socket

for name in sorted(n for n in dir(_socket) if isinstance(getattr(_socket, n), int)):
    print(name, getattr(_socket, name))
print(socket.AF_INET, socket.SOCK_STREAM, repr(socket.AF_UNIX), repr(socket.MSG_PEEK), socket.AddressFamily(10))
