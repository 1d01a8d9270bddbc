def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


print(list(zip('abc', range(5))), list(zip()), list(zip('ab')), list(zip('ab', 'cd', strict=True)), dict(zip('ab', [1, 2])))
attempt(lambda: list(zip('abc', 'de', strict=True)))
attempt(lambda: list(zip('ab', 'cde', strict=True)))
attempt(lambda: list(zip('ab', 'ab', 'c', strict=True)))
attempt(lambda: list(zip('ab', 'ab', 'abc', strict=True)))
attempt(lambda: zip(5))
attempt(lambda: zip(foo=1))
