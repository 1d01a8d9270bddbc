# Positions inside of what a decoder with state has read, at the end of input as well; marks at the start only.
import codecs
import io


class Pairs(codecs.IncrementalDecoder):
    """Two bytes make a character; the last one may stand alone."""

    def __init__(self, errors="strict"):
        self.waiting = b""

    def decode(self, data, final=False):
        data = self.waiting + bytes(data)
        self.waiting = data[len(data) & ~1:]
        text = "".join(chr(data[i] + data[i + 1]) for i in range(0, len(data) - 1, 2))
        if final and self.waiting:
            text += "<" + chr(self.waiting[0]) + ">"
            self.waiting = b""
        return text

    def getstate(self):
        return self.waiting, 0

    def setstate(self, state):
        self.waiting = state[0]

    def reset(self):
        self.waiting = b""


def find(name):
    if name == "pairs":
        return codecs.CodecInfo(lambda s, e="strict": (s.encode(), len(s)), lambda b, e="strict": ("", len(b)), name=name,
                                incrementaldecoder=Pairs, incrementalencoder=codecs.IncrementalEncoder)


codecs.register(find)
data = bytes(range(33, 60))
for chunk in (3, 8, 100):
    whole = None
    for i in range(18):
        stream = io.TextIOWrapper(io.BytesIO(data), encoding="pairs", newline="\n")
        stream._CHUNK_SIZE = chunk
        whole = whole or stream.read()
        stream.seek(0)
        start = stream.read(i)
        mark = stream.tell()
        rest = stream.read()
        stream.seek(mark)
        again = stream.tell()
        stream.seek(again)
        assert start + rest == whole and stream.read() == rest, (chunk, i, start, rest)
    print(chunk, whole)

raw = io.BytesIO()
stream = io.TextIOWrapper(raw, encoding="utf-8-sig")
stream.write("aaa")
mark = stream.tell()
stream.write("bbb")
stream.seek(0)
stream.write("ccc")
stream.seek(mark)
stream.write("ddd")
stream.seek(0, 2)
stream.write("end")
stream.flush()
print(raw.getvalue())
