# More files, sockets, directories and pipes than descriptors, all dropped without close().
import os, resource, socket, tempfile

resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))
n = 0
for _ in range(300):
    n += len(open(__file__).readline()) > 0
print("files", n)
for _ in range(300):
    socket.socket()
print("sockets")
for _ in range(300):
    a, b = socket.socketpair()
print("socket pairs")
for _ in range(300):
    next(os.scandir("/"))
print("directories")
for _ in range(300):
    os.fdopen(os.dup(0))
print("fdopen")
held = []
try:
    while True:
        held.append(open(__file__))
except OSError as error:
    print(error.errno, error.strerror, len(held) > 40)
