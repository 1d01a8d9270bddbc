# select.poll: registration, masks, waiting and errors.
import os, select

reader, writer = os.pipe()
poll = select.poll()
print(type(poll), poll.register(writer, select.POLLOUT), poll.register(reader, select.POLLIN))
print(poll.poll(0) == [(writer, select.POLLOUT)])
os.write(writer, b"x")
print(poll.poll() == [(writer, select.POLLOUT), (reader, select.POLLIN)])
print(poll.modify(writer, 0), poll.poll(10) == [(reader, select.POLLIN)])
print(poll.unregister(reader), poll.poll(0.5), poll.poll(0))
os.close(reader)
print(poll.poll(0) == [(writer, select.POLLERR)])

def attempt(function, *args):
    try:
        print(function.__name__, function(*args))
    except Exception as error:
        print(function.__name__, type(error).__name__, error)

attempt(poll.register, "x")
attempt(poll.register, 1, "x")
attempt(poll.register, 1, -1)
attempt(poll.register, 1, 2**16)
attempt(poll.register, 1, 2**70)
attempt(poll.modify, 99, 1)
attempt(poll.unregister, 99)
attempt(poll.poll, "x")
attempt(poll.poll, 2**40)
attempt(poll.poll, 1e300)
attempt(poll.poll, float("nan"))
attempt(type(poll))
attempt(poll.register, 999)
print(poll.poll(0) == [(writer, select.POLLERR), (999, select.POLLNVAL)])
