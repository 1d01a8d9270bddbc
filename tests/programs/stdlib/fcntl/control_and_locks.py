# fcntl, ioctl with buffers, flock and lockf.
import fcntl, os, struct, tempfile, termios

def attempt(function, *args):
    try:
        print(function.__name__, function(*args))
    except Exception as error:
        print(function.__name__, type(error).__name__, error)

reader, writer = os.pipe()
attempt(fcntl.fcntl, reader, fcntl.F_SETFL, os.O_NONBLOCK)
print(fcntl.fcntl(reader, fcntl.F_GETFL) & os.O_NONBLOCK == os.O_NONBLOCK, fcntl.fcntl(writer, fcntl.F_GETPIPE_SZ))
attempt(fcntl.fcntl, reader, fcntl.F_GETFD, b"abcd")
attempt(fcntl.fcntl, reader, fcntl.F_GETFD, "text\0é")
attempt(fcntl.fcntl, reader, fcntl.F_GETFD, b"x" * 1025)
attempt(fcntl.fcntl, reader, fcntl.F_GETFD, [])
attempt(fcntl.fcntl, reader, "x")
attempt(fcntl.fcntl, -1, 1)
attempt(fcntl.fcntl, 999, 1)
attempt(fcntl.fcntl, reader, 2**40)
master, slave = os.openpty()
attempt(fcntl.ioctl, master, termios.TIOCSWINSZ, struct.pack("HHHH", 10, 20, 0, 0))
buffer = bytearray(8)
attempt(fcntl.ioctl, slave, termios.TIOCGWINSZ, buffer)
print(buffer)
buffer = bytearray(8)
attempt(fcntl.ioctl, slave, termios.TIOCGWINSZ, buffer, False)
print(buffer)
attempt(fcntl.ioctl, slave, termios.TIOCGWINSZ, b" " * 8)
attempt(fcntl.ioctl, slave, termios.TIOCGWINSZ, memoryview(buffer))
attempt(fcntl.ioctl, slave, termios.TIOCGWINSZ, b"x" * 1025)
attempt(fcntl.ioctl, reader, termios.TIOCGWINSZ, 0)
attempt(fcntl.ioctl, reader, 1, 2**31)
attempt(fcntl.ioctl, reader, 1, 1.5)
with tempfile.TemporaryFile() as file:
    attempt(fcntl.flock, file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    attempt(fcntl.flock, file, fcntl.LOCK_UN)
    attempt(fcntl.lockf, file, fcntl.LOCK_EX, 10, 5)
    attempt(fcntl.lockf, file, fcntl.LOCK_UN)
    attempt(fcntl.lockf, file, 0)
    attempt(fcntl.lockf, file, fcntl.LOCK_SH, "x")
    attempt(fcntl.lockf, file, fcntl.LOCK_EX, 1, 2, 9)
for name in sorted(dir(fcntl)):
    if name[0] != "_":
        print(name, end=" " if callable(getattr(fcntl, name)) else f" {getattr(fcntl, name)}\n")
