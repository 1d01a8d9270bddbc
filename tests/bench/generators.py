# generators: pipelines, yield from and a recursive tree walk
def numbers(n):
    for i in range(n):
        yield i


def squares(source):
    for x in source:
        yield x * x


def odd(source):
    for x in source:
        if x & 1:
            yield x


class Tree:
    def __init__(self, left, value, right):
        self.left, self.value, self.right = left, value, right

    def walk(self):
        if self.left:
            yield from self.left.walk()
        yield self.value
        if self.right:
            yield from self.right.walk()


def build(lo, hi):
    if lo >= hi:
        return None
    mid = (lo + hi) // 2
    return Tree(build(lo, mid), mid, build(mid + 1, hi))


tree = build(0, 20_000)
total = 0
for _ in range(8):
    total += sum(tree.walk())
print(sum(odd(squares(numbers(2_000_000)))), total)
