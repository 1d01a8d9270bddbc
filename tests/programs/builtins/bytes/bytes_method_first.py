# bytes(x): __bytes__ counts before anything else, and what it returns is the answer.
class Text(str):
    def __bytes__(self):
        return b"by method"


class Own(bytes):
    pass


class Giver:
    def __bytes__(self):
        return Own(b"own")

    def __index__(self):
        return 3


class Wrong:
    def __bytes__(self):
        return None


print(bytes(Text("\u20ac")), bytes(Text("\u20ac"), "iso8859-15"))
print(type(bytes(Giver())).__name__, type(Own(Giver())).__name__, bytearray(Giver()))
for make in (lambda: bytes(Wrong()), lambda: bytes("text"), lambda: bytearray(Text("a")), lambda: bytes(object())):
    try:
        print(make())
    except TypeError as error:
        print(error)

b = bytearray()


def growing():
    for i in range(3):
        yield i
        print(b)


b.__init__(growing())
