# objects: a linked list of packets passed between handlers, with isinstance tests
class Packet:
    __slots__ = ("link", "ident", "kind", "datum")

    def __init__(self, link, ident, kind):
        self.link = link
        self.ident = ident
        self.kind = kind
        self.datum = 0


class Handler:
    def __init__(self, ident):
        self.ident = ident
        self.count = 0

    def handle(self, packet):
        raise NotImplementedError


class Adder(Handler):
    def handle(self, packet):
        self.count += 1
        packet.datum += self.ident
        return packet


class Dropper(Handler):
    def handle(self, packet):
        self.count += 1
        return None if packet.datum % 7 == 0 else packet


class Doubler(Handler):
    def handle(self, packet):
        self.count += 1
        packet.datum = packet.datum * 2 % 1009
        return packet


def run(rounds):
    handlers = [Adder(3), Doubler(1), Dropper(2), Adder(5), Doubler(4)]
    head = None
    for i in range(200):
        head = Packet(head, i, i % 3)
    for _ in range(rounds):
        p = head
        while p is not None:
            current = p
            for h in handlers:
                current = h.handle(current)
                if current is None:
                    break
            if isinstance(current, Packet):
                current.kind = (current.kind + 1) % 3
            p = p.link
    return sum(h.count for h in handlers)


print(run(4000))
