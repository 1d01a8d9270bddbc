# `in` asks for an index first, even of bytes.
class Text(bytes):
    def __index__(self):
        return 3


class Large(bytearray):
    def __index__(self):
        return 1000


for sequence in b"ab\x03", bytearray(b"ab"), Text(b"ab"):
    for item in Text(b"ab"), Large(b"ab"), b"ab", 97:
        try:
            print(item in sequence)
        except ValueError as error:
            print(error)
