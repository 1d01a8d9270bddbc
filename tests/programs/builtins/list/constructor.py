def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


print(list(), list('abc'), list((1, 2)), list({1: 2}), list(range(3)), list(x for x in [1]), list([1, [2]]))
attempt(lambda: list(5))
attempt(lambda: list(1, 2))
attempt(lambda: list(x=1))
