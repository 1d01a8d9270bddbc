# Waiting for several files.
import selectors, socket

a, b = socket.socketpair()
for kind in (selectors.DefaultSelector, selectors.SelectSelector, selectors.PollSelector, selectors.EpollSelector):
    with kind() as selector:
        key = selector.register(a, selectors.EVENT_READ, "data of a")
        print(kind.__name__, key.fileobj is a, key.events, key.data)
        print(selector.select(0))
        b.send(b"x")
        print([(k.data, events) for k, events in selector.select(1)])
        a.recv(1)
        selector.modify(a, selectors.EVENT_WRITE, "writer")
        print([(k.data, events) for k, events in selector.select(1)])
        try:
            selector.register(a, selectors.EVENT_READ)
        except KeyError as error:
            print("already registered")
        print(selector.unregister(a).data, len(selector.get_map()))
        try:
            selector.get_key(a)
        except KeyError:
            print("not registered")
a.close()
b.close()
