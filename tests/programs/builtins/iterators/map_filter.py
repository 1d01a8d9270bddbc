def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


print(list(map(str, [1, 2])), list(map(lambda a, b: a + b, [1, 2, 3], [10, 20])), list(filter(None, [0, 1, '', 'a'])), list(filter(lambda x: x % 2, range(6))))
attempt(lambda: map(str))
attempt(lambda: filter(None))
attempt(lambda: list(map(5, [1])))
attempt(lambda: map(str, 5))
attempt(lambda: list(map(lambda: 1, [1])))
m = map(int, ['1', 'x'])
print(next(m))
attempt(lambda: next(m))
