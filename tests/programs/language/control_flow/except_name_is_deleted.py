def f():
    e = 'before'
    try: raise ValueError('x')
    except ValueError as e: pass
    try: return e
    except UnboundLocalError as u: return str(u)
print(f())
try: 1 / 0
except ZeroDivisionError as err: saved = err
print('err' in globals(), saved)
