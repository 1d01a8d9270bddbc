# x | x is a copy in the same order; other unions make room for both operands first.
numbers = {5, -1, 1000}
print(numbers | numbers, numbers.union(numbers), numbers.union(numbers, numbers), numbers | {5, -1, 1000})
numbers |= numbers
print(numbers)
