# A signal that cuts a long write short: its handler runs before the rest is written.
import os
import signal
import threading


class Alarm(Exception):
    pass


def handler(number, frame):
    raise Alarm


signal.signal(signal.SIGALRM, handler)
for keywords in ({"mode": "wb"}, {"mode": "w", "encoding": "ascii"}, {"mode": "wb", "buffering": 0}):
    reading, writing = os.pipe()
    stream = os.fdopen(writing, closefd=False, **keywords)
    taker = threading.Thread(target=os.read, args=(reading, 1))
    taker.start()
    signal.setitimer(signal.ITIMER_REAL, 0.2)
    try:
        stream.write("x" * 5000000 if keywords["mode"] == "w" else b"x" * 5000000)
        print("written")
    except Alarm:
        print("interrupted")
    taker.join()
    os.close(reading)
    os.close(writing)
    try:
        stream.close()
    except OSError as error:
        print(type(error).__name__)
