def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


for s in ('1', ' 1.5 ', '1e5', '.5', '5.', '1_0.0_1', '-inf', '+Infinity', 'NaN', '1e400', '-1e-400', '0x1', '1e', '', '.', '1__0', '1 2', '\u0661.5', 'infinit'):
    attempt(lambda: float(s))
attempt(lambda: float(b'2.5'))
attempt(lambda: float([]))
attempt(lambda: float(1, 2))
attempt(lambda: float(x=1))
attempt(lambda: float(10**400))
