def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


attempt(lambda: sorted([1, 'a']))
attempt(lambda: sorted([1, None, 2]))
attempt(lambda: [1].sort(5))
attempt(lambda: sorted([1], key=5))
a = [3, 1, 2]
def spoil(x):
    a.append(x)
    return x
attempt(lambda: a.sort(key=spoil))
print(sorted(a))
class Bad:
    def __lt__(self, other): raise KeyError('lt')
attempt(lambda: sorted([Bad(), Bad()]))
