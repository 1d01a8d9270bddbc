def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


print(list(enumerate('ab')), list(enumerate('ab', 5)), list(enumerate('ab', start=10**20)), list(enumerate(iterable='x')), next(enumerate([3])))
attempt(lambda: enumerate())
attempt(lambda: enumerate(5))
attempt(lambda: enumerate([], 'x'))
attempt(lambda: enumerate([], foo=1))
