# allocation: many small short-lived objects
class Node:
    def __init__(self, left, right):
        self.left = left
        self.right = right


def build(depth):
    if depth == 0:
        return Node(None, None)
    return Node(build(depth - 1), build(depth - 1))


def check(node):
    if node.left is None:
        return 1
    return 1 + check(node.left) + check(node.right)


def main(depth):
    long_lived = build(depth)
    total = 0
    for d in range(4, depth + 1, 4):
        for _ in range(1 << (depth - d + 2)):
            total += check(build(d))
    print(total, check(long_lived))


main(16)
