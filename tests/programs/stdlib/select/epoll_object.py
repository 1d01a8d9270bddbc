# select.epoll: registration, waiting, closing and errors.
import os, select

reader, writer = os.pipe()

def attempt(function, *args, **kwargs):
    try:
        r = function(*args, **kwargs)
        print(function.__name__, type(r).__name__ if isinstance(r, select.epoll) else r)
    except Exception as error:
        print(function.__name__, type(error).__name__, error)

for arguments in (0,), (-2,), (5, 7), ("x",), (5, select.EPOLL_CLOEXEC):
    attempt(select.epoll, *arguments)
with select.epoll() as epoll:
    print(epoll.closed, epoll.fileno() > 2, os.get_inheritable(epoll.fileno()))
    print(epoll.register(writer, select.EPOLLOUT), epoll.register(reader), epoll.poll(0) == [(writer, select.EPOLLOUT)])
    os.write(writer, b"x")
    print(sorted(epoll.poll(timeout=1, maxevents=5)) == [(reader, select.EPOLLIN), (writer, select.EPOLLOUT)])
    print(len(epoll.poll(1, 1)))
    epoll.modify(reader, 0)
    epoll.unregister(writer)
    print(epoll.poll(0.01))
    attempt(epoll.register, reader)
    attempt(epoll.register, 999)
    attempt(epoll.register, "x")
    attempt(epoll.register, writer, -1)
    attempt(epoll.modify, 999, 1)
    attempt(epoll.unregister, 999)
    attempt(epoll.poll, 0, 0)
    attempt(epoll.poll, 0, -2)
    attempt(epoll.poll, "x")
    attempt(epoll.poll, 1e10)
    attempt(epoll.poll, 3e6)
    duplicate = select.epoll.fromfd(epoll.fileno())
    print(duplicate.fileno() == epoll.fileno())
print(epoll.closed, epoll.close())
attempt(epoll.poll)
attempt(epoll.fileno)
attempt(epoll.register, 1)
attempt(epoll.__enter__)
attempt(duplicate.close)
