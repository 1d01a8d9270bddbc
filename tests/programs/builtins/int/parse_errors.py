def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


for s in ('', ' ', '_1', '1_', '1__2', '12x', '- 1', '0x', '\ud800', 'z'):
    attempt(lambda: int(s))
attempt(lambda: int('z', 36))
attempt(lambda: int('010', 0))
attempt(lambda: int('0_0', 0))
attempt(lambda: int('1', 1))
attempt(lambda: int('1', 37))
attempt(lambda: int(b'1x'))
attempt(lambda: int('12', '3'))
