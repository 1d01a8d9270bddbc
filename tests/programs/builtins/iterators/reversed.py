def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


class S:
    def __len__(self): return 3
    def __getitem__(self, i): return i * 10
class R:
    def __reversed__(self): return iter('rev')
class N:
    __reversed__ = None
print(list(reversed([1, 2, 3])), list(reversed('abc')), list(reversed((1, 2))), list(reversed(S())), list(reversed(R())))
r = reversed([1, 2, 3]); next(r); print(r.__length_hint__(), list(r))
attempt(lambda: reversed({1}))
attempt(lambda: reversed(5))
attempt(lambda: reversed(N()))
attempt(lambda: reversed())
