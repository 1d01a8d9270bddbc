def f(exc):
    try:
        raise exc
    except (KeyError, IndexError) as e: return 'lookup', repr(e)
    except OSError: return 'os'
    except Exception as e: return 'other', type(e).__name__
for e in (KeyError('k'), IndexError(), FileNotFoundError(), ValueError('v')):
    print(f(e))
try:
    try: raise ValueError
    except 42: pass
except TypeError as t: print(t)
