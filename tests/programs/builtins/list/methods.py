def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


a = [3, 1, 2]
a.append(4); a.extend('ab'); a.insert(0, 'x'); a.insert(-1, 'y'); a.insert(100, 'z'); print(a)
print(a.pop(), a.pop(0), a.pop(-2), a)
a.remove(1); print(a, a.index('a'), a.count(3), a.copy() == a, a.copy() is a)
a.reverse(); print(a)
a.clear(); print(a)
attempt(lambda: [].pop())
attempt(lambda: [1].pop(5))
attempt(lambda: [1].remove(2))
attempt(lambda: [1].index('q'))
attempt(lambda: [1, 2, 1].index(1, 1))
attempt(lambda: [1, 2].index(1, 1, 2))
attempt(lambda: [].extend(5))
