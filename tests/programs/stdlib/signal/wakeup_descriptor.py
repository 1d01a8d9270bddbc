# The number of each handled signal is written to the wakeup descriptor; a full pipe is reported.
import os, signal, sys

sys.stderr = sys.stdout
sys.unraisablehook = lambda info: print(info.exc_type, info.exc_value, info.object)
reader, writer = os.pipe()
os.set_blocking(writer, False)
os.set_blocking(reader, False)
signal.signal(signal.SIGUSR1, lambda n, frame: print("handled", n))
print(signal.set_wakeup_fd(writer))
signal.raise_signal(signal.SIGUSR1)
print(list(os.read(reader, 100)))
try:
    while True:
        os.write(writer, b"x" * 4096)
except BlockingIOError:
    pass
print(signal.set_wakeup_fd(writer, warn_on_full_buffer=False) == writer)
signal.raise_signal(signal.SIGUSR1)
signal.set_wakeup_fd(writer)
signal.raise_signal(signal.SIGUSR1)
print(signal.set_wakeup_fd(-1) == writer)
try:
    signal.set_wakeup_fd(0)
except ValueError as error:
    print(error)
