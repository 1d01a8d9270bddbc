def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


s = {1, 2, 3}
def grow():
    for x in s: s.add(x + 10)
attempt(grow)
it = iter({1, 2, 3})
print(it.__length_hint__(), next(it), it.__length_hint__(), len(list(it)), next(it, 'end'))
