class Falsy:
    def __len__(self): return 0
print(bool(Falsy()), 'y' if Falsy() else 'n', not Falsy(), Falsy() or 'alt', bool(object()))
class E:
    def __bool__(self): raise ValueError('no truth')
for f in [lambda: bool(E()), lambda: not E(), lambda: 1 if E() else 2, lambda: E() and 1]:
    try: f()
    except ValueError as e: print(e)
