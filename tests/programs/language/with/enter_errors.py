class NoEnter:
    def __exit__(self, *a): pass
class NoExit:
    def __enter__(self): pass
for c in (NoEnter, NoExit, int):
    try:
        with c(): pass
    except TypeError as e: print(e)
class Raises:
    def __enter__(self): return 1, 2, 3
    def __exit__(self, t, v, tb): print('exit', t.__name__); raise KeyError('from exit')
try:
    with Raises() as (a, b): pass
except KeyError as e: print(repr(e), type(e.__context__).__name__)
