try:
    try:
        raise ExceptionGroup('g', [ValueError(1), TypeError(2), OSError(3)])
    except* ValueError: raise KeyError('new')
    except* TypeError: raise
except ExceptionGroup as e:
    for x in e.exceptions: print(type(x).__name__, x)
