class C:
    def __len__(self): return 3
    def __getitem__(self, i):
        if isinstance(i, slice): return ('slice', i.start, i.stop, i.step)
        if i >= 3: raise IndexError
        return i * 10
    def __setitem__(self, i, v): print('set', i, v)
    def __delitem__(self, i): print('del', i)
c = C()
print(len(c), c[1], c[1:2], list(c), 20 in c, 5 in c, list(reversed(c)))
c[5] = 6
del c[7]
a, b, d = c
print(a, b, d, [*c], max(c))
class D:
    def __contains__(self, x): return 'yes'
print(3 in D())
class N:
    __iter__ = None
    __contains__ = None
for f in [lambda: iter(N()), lambda: 1 in N(), lambda: iter(3), lambda: 1 in 3, lambda: len(3), lambda: 3[0], lambda: object()[0]]:
    try: f()
    except TypeError as e: print(e)
