def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


a = (1, 2)
print(tuple(), tuple('ab'), tuple(a) is a, tuple([1]), tuple(range(2)), a * 1 is a, a[:] is a, tuple() is tuple([]))
attempt(lambda: tuple(5))
attempt(lambda: tuple(1, 2))
attempt(lambda: tuple(sequence=()))
