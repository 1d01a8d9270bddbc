# What buffered streams make of the answers of a raw stream.
import io


class Raw(io.RawIOBase):
    def __init__(self, answers):
        self.answers = list(answers)

    def readable(self):
        return True

    def readinto(self, buffer):
        answer = self.answers.pop(0) if self.answers else b""
        if not isinstance(answer, bytes):
            return answer
        buffer[:len(answer)] = answer
        return len(answer)


try:
    io.BufferedReader(Raw([b"abc", []])).read(5)
except OSError as error:
    print(error, repr(error.__cause__))

reader = io.BufferedReader(Raw([b"abc", b"de", b"fgh", b"jkl", b"rest"]), 10)
two, many = bytearray(2), bytearray(20)
print(reader.readinto1(two), two, reader.readinto1(two), two)
print(reader.peek(), reader.readinto1(many), many)
print(reader.readinto1(many), many)

blocking = io.BufferedReader(Raw([None, b"ab", None, None]))
print(blocking.peek(), blocking.read(4), blocking.peek(), blocking.read())

raw = io.BytesIO(b"abcdefghi")
both = io.BufferedRandom(raw)
print(both.peek(), both.seek(9))
raw.seek(0)
raw.write(b"XYZ")
both.flush()
both.seek(0)
print(both.read(3))


class Reentrant(io.RawIOBase):
    def writable(self):
        return True

    def write(self, data):
        try:
            writer.write(b"x")
        except RuntimeError as error:
            print(error)
        return len(data)


writer = io.BufferedWriter(Reentrant(), 4)
writer.write(b"0123456789")
