def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


print(set(), set('a'), set([1, 1, 2]), set({5: 6}), set(range(3)), len(set('hello')), frozenset([1]))
attempt(lambda: set(5))
attempt(lambda: set(1, 2))
attempt(lambda: set(x=1))
attempt(lambda: set([[]]))
attempt(lambda: frozenset(1, 2))
