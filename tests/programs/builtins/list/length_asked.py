# list() and extend() ask for the length of what they take, and a failing answer is theirs.
class BadLength:
    def __iter__(self):
        return iter(range(10))

    def __len__(self):
        raise RuntimeError("no length")


class BadHint(BadLength):
    def __len__(self):
        raise TypeError

    def __length_hint__(self):
        raise RuntimeError("no hint")


for source in (BadLength(), BadHint()):
    for take in (list, [].extend, tuple, bytearray().extend):
        try:
            take(source)
        except RuntimeError as error:
            print(error)
