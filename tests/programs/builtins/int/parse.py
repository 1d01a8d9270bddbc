def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


for s in (' 12 ', '+5', '-0', '1_000', '0x1f', '123456789012345678901234567890', '\u0661\u0662', '\t7\n'):
    attempt(lambda: int(s))
    attempt(lambda: int(s, 0))
    attempt(lambda: int(s, 16))
