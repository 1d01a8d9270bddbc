def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


t = (1, 'a', None)
print(t, (), (1,), t + (2,), t * 2, 2 * (0,), t[0], t[-1], t[1:], t[::-1], len(t), 'a' in t, t.index('a'), t.count(1))
attempt(lambda: t[3])
attempt(lambda: t['x'])
attempt(lambda: t.index(9))
attempt(lambda: t + [1])
attempt(lambda: t < (1, 2))
def store(): t[0] = 1
attempt(store)
def delete(): del t[0]
attempt(delete)
