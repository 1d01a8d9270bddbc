def first[T](items: list[T]) -> T:
    return items[0]


class Stack[T]:
    def __init__(self):
        self.items = []

    def push(self, v: T):
        self.items.append(v)


print(first([3, 4]))
s = Stack()
s.push(1)
print(s.items)
