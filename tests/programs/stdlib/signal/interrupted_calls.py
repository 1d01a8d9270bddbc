# A blocking call goes on after a handler that returns, and ends with what a handler raises (PEP 475).
import os, signal, threading, time

def start(handler):
    signal.signal(signal.SIGALRM, handler)
    signal.setitimer(signal.ITIMER_REAL, 0.05)

def stop(number, frame):
    raise TimeoutError(number)

def attempt(function, *args):
    start(stop)
    try:
        print(function(*args))
    except TimeoutError as error:
        print("stopped", error)

lock = threading.Lock()
lock.acquire()
reader, writer = os.pipe()
attempt(time.sleep, 30)
attempt(os.read, reader, 1)
attempt(lock.acquire)
attempt(signal.sigwaitinfo, [signal.SIGUSR1])
attempt(signal.pause)
start(lambda n, frame: os.write(writer, b"data"))
print(os.read(reader, 10))
before = time.monotonic()
start(lambda n, frame: print("tick"))
time.sleep(0.2)
print(time.monotonic() - before >= 0.2)
def spin():
    while True:
        time.monotonic()
attempt(spin)
print(signal.getitimer(signal.ITIMER_REAL), signal.setitimer(signal.ITIMER_VIRTUAL, 100, 3))
print(signal.setitimer(signal.ITIMER_VIRTUAL, 0)[1], signal.alarm(0))
