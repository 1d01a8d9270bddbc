def f(*excs):
    log = []
    try:
        try:
            raise ExceptionGroup('g', excs)
        except* ValueError as e: log.append(('V', [str(x) for x in e.exceptions]))
        except* (TypeError, KeyError) as e: log.append(('TK', len(e.exceptions)))
        else: log.append('else')
        finally: log.append('finally')
    except ExceptionGroup as rest: log.append(('rest', [type(x).__name__ for x in rest.exceptions]))
    return log
print(f(ValueError('a'), TypeError(), ValueError('b')))
print(f(OSError(), KeyError()))
def g():
    try: raise ValueError('naked')
    except* ValueError as e: return_value = e
    return type(return_value).__name__, return_value.exceptions
print(g())
