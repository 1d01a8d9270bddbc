# Threads that write to one stream, whose raw write lets others run: nothing is lost or doubled.
import os
import threading

reading, writing = os.pipe()
received = []


def receive():
    while True:
        data = os.read(reading, 700)
        if not data:
            break
        received.append(data)


def send(stream, number):
    for i in range(300):
        stream.write(b"%d:%03d\n" % (number, i))


receiver = threading.Thread(target=receive)
receiver.start()
with os.fdopen(writing, "wb", buffering=64) as stream:
    senders = [threading.Thread(target=send, args=(stream, n)) for n in range(4)]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join()
receiver.join()
lines = b"".join(received).split()
print(len(lines), len(set(lines)), all(len(line) == 5 for line in lines))
