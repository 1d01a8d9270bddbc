def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


a, b = {1: 'a', 2: 'b'}, {2: 'B', 3: 'c'}
print(a | b, b | a, a == {2: 'b', 1: 'a'}, a != b, a == b)
a |= b; print(a)
a |= [(9, 'z')]; print(a)
attempt(lambda: a | [(1, 2)])
attempt(lambda: a < b)
attempt(lambda: hash(a))
