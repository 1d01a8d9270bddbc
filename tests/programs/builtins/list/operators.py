def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


a = [1, 2]
print(a + [3], a * 2, 3 * a, a * 0, a * -1, a + a, 2 in a, 5 in a, not a, len(a))
a += (3, 4); print(a)
a *= 2; print(a)
a *= 0; print(a)
attempt(lambda: [1] + (2,))
attempt(lambda: [1] * 'x')
attempt(lambda: [1] * 1.5)
attempt(lambda: hash([]))
attempt(lambda: [1] - [2])
