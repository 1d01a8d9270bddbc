def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


for s in ('0x1.8p3', '-0x.1p-1', '1', 'inf', '-nan', '0x1p-1074', '0x1p-1075', '0x1.8p-1075', '0x1.fffffffffffff8p0', '0xffffffffffffffff', '0x1p1024', 'zz', '0x', '0x1p', ' 0X1P+2 '):
    attempt(lambda: float.fromhex(s))
