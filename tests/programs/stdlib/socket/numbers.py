# Byte order, packed addresses, names of interfaces, services and protocols.
import socket

def attempt(function, *args):
    try:
        print(function.__name__, function(*args))
    except Exception as error:
        print(function.__name__, type(error).__name__, error)

for function in (socket.htons, socket.ntohs, socket.htonl, socket.ntohl):
    for argument in (1, 0x1234, 65535, 65536, 2**32 - 1, 2**32, -1, "x", 1.5, 2**70):
        attempt(function, argument)
for text in ("127.0.0.1", "1.2", "255.255.255.255", "256.1.1.1", "", "x", 5, b"1.2.3.4"):
    attempt(socket.inet_aton, text)
for packed in (b"\x01\x02\x03\x04", b"abc", "abcd", bytearray(4)):
    attempt(socket.inet_ntoa, packed)
for family, text in ((socket.AF_INET, "1.2.3.4"), (socket.AF_INET6, "::1"), (socket.AF_INET6, "fe80::1:2"), (socket.AF_INET, "::1"), (socket.AF_INET6, "x"), (99, "x"), (socket.AF_INET, 5)):
    attempt(socket.inet_pton, family, text)
for family, packed in ((socket.AF_INET, b"\x7f\0\0\1"), (socket.AF_INET6, bytes(15) + b"\1"), (socket.AF_INET, b"x"), (socket.AF_INET6, b"x"), (99, b"x"), (socket.AF_INET, "x")):
    attempt(socket.inet_ntop, family, packed)
attempt(socket.if_nametoindex, "lo")
attempt(socket.if_indextoname, 1)
attempt(socket.if_nametoindex, "no-such-if")
attempt(socket.if_indextoname, 99999)
attempt(socket.if_indextoname, -1)
attempt(socket.if_indextoname, "x")
print((1, "lo") in socket.if_nameindex())
attempt(socket.gethostbyname, "127.0.0.1")
attempt(socket.gethostbyname, "255.255.255.255")
attempt(socket.gethostbyname, 5)
print(isinstance(socket.gethostname(), str))
attempt(socket.getaddrinfo, "127.0.0.1", 80)
attempt(socket.getaddrinfo, "::1", "443", socket.AF_INET6, socket.SOCK_STREAM, 0, socket.AI_NUMERICHOST)
attempt(socket.getaddrinfo, None, 0, socket.AF_INET, socket.SOCK_DGRAM, 0, socket.AI_PASSIVE)
attempt(socket.getaddrinfo, 5, 5)
attempt(socket.getaddrinfo, "127.0.0.1", 1.5)
attempt(socket.getaddrinfo, "x" * 100, 1)
attempt(socket.getaddrinfo, "not-numeric", 1, 0, 0, 0, socket.AI_NUMERICHOST)
attempt(socket.getnameinfo, ("127.0.0.1", 80), socket.NI_NUMERICHOST | socket.NI_NUMERICSERV)
attempt(socket.getnameinfo, ("::1", 80, 0, 0), socket.NI_NUMERICHOST | socket.NI_NUMERICSERV)
attempt(socket.getnameinfo, ("127.0.0.1",), 0)
attempt(socket.getnameinfo, 5, 0)
attempt(socket.getnameinfo, ("127.0.0.1", 80, 0, 0), 0)
attempt(socket.getservbyport, -1)
attempt(socket.getservbyname, "no-such-service")
attempt(socket.getprotobyname, "no-such-protocol")
print(socket.gaierror.__mro__, socket.herror.__bases__)
