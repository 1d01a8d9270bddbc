print(str.upper('a'), list.__len__([1, 2]), int.__add__(1, 2), dict.get({'a': 1}, 'a'))
print(list(map(str.strip, [' a ', 'b '])), sorted(['b', 'A'], key=str.lower))
f = [].append
print(f.__name__, f.__self__, f.__qualname__, type(f).__name__)
print(str.upper, list.__len__, type(str.upper).__name__, type(list.__len__).__name__, type([].__len__).__name__)
print(int.real, str.upper.__objclass__, len.__name__, len)
