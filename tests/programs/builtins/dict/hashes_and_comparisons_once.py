class Counting:
    hashes = equals = 0

    def __hash__(self):
        Counting.hashes += 1
        return 5

    def __eq__(self, other):
        Counting.equals += 1
        return True


d = {}
d.setdefault(Counting(), [])
print(Counting.hashes, Counting.equals)
d.setdefault(Counting(), [])
print(Counting.hashes, Counting.equals)
dict.fromkeys(d), dict.fromkeys(set(d)), dict.fromkeys(frozenset(d), 1)
print(Counting.hashes, Counting.equals)
