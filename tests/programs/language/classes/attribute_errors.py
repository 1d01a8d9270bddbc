class A: pass
a = A()
tests = ['a.x', 'A.x', '(1).x', '[].x', 'None.x', 'print.x', 'a.f.g', '(lambda: 0).zz', 'len.__x__']
import types
def run(s):
    if s == 'a.x': a.x
    elif s == 'A.x': A.x
    elif s == '(1).x': (1).x
    elif s == '[].x': [].x
    elif s == 'None.x': None.x
    elif s == 'print.x': print.x
    elif s == '(lambda: 0).zz': (lambda: 0).zz
    elif s == 'len.__x__': len.__x__
    else: a.f.g
for s in tests:
    try: run(s)
    except AttributeError as e: print(e, '|', e.name)
def st(o, n):
    try: setattr(o, n, 1)
    except (AttributeError, TypeError) as e: print(e)
st(1, 'x'); st([], 'x'); st(1, 'real'); st(int, 'x'); st(None, 'x'); st(a, 3)
def dl(o, n):
    try: delattr(o, n)
    except (AttributeError, TypeError) as e: print(e)
dl(a, 'x'); dl(A, 'x'); dl(1, 'real'); dl([], 'append')
