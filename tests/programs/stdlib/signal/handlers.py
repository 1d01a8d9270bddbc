# Handlers run in the main thread, with the signal and the frame; what they raise appears where they ran.
import os
import signal

def handler(number, frame):
    print("handler", number, frame.f_code.co_name)

print(signal.getsignal(signal.SIGUSR1), signal.getsignal(signal.SIGPIPE), signal.getsignal(32))
print(signal.signal(signal.SIGUSR1, handler), signal.getsignal(signal.SIGUSR1) is handler)
os.kill(os.getpid(), signal.SIGUSR1)
signal.raise_signal(signal.SIGUSR1)

def raiser(number, frame):
    raise LookupError(number)

print(signal.signal(signal.SIGUSR1, raiser) is handler)
try:
    signal.raise_signal(signal.SIGUSR1)
except LookupError as error:
    print("caught", error)
print(signal.signal(signal.SIGUSR1, signal.SIG_IGN) is raiser)
signal.raise_signal(signal.SIGUSR1)
print(signal.signal(signal.SIGUSR1, signal.SIG_DFL))
signal.signal(signal.SIGINT, signal.default_int_handler)
try:
    signal.raise_signal(signal.SIGINT)
except KeyboardInterrupt:
    print("interrupt")
