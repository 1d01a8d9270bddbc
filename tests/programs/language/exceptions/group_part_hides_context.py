# Parts of exception groups, also those that except* raises again, do not show their context.
def t(f):
    try:
        print(repr(f()))
    except BaseException as e:
        print(type(e).__name__, e)
def grp(f):
    try: f()
    except BaseException as e: print(type(e).__name__, e, e.__suppress_context__, repr(e.__context__), repr(e.__cause__))
def g1():
    try: raise IndexError
    finally:
        try: raise BaseExceptionGroup('b',[ValueError()])
        except* LookupError: pass
def g2():
    try: raise IndexError
    finally:
        try: raise BaseExceptionGroup('b',[ValueError(),KeyError()])
        except* LookupError: pass
def g3():
    try: raise IndexError
    finally:
        try: raise BaseExceptionGroup('b',[ValueError(),KeyError()])
        except* LookupError: raise
def g4():
    try: raise IndexError
    finally:
        try: raise BaseExceptionGroup('b',[ValueError(),KeyError()])
        except* LookupError: raise TypeError
def g5():
    try: raise IndexError
    finally:
        try: raise ValueError
        except* LookupError: raise TypeError
def g6():
    try: raise IndexError
    finally:
        try: raise KeyError
        except* LookupError: raise
for g in (g1,g2,g3,g4,g5,g6): grp(g)
e=ExceptionGroup('a',[ValueError(),TypeError()])
for s in (*e.split(ValueError), e.subgroup(TypeError), e.subgroup(ExceptionGroup), e.derive([KeyError()])): print(repr(s), s.__suppress_context__)

