def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


attempt(lambda: len(str(10**4299)))
attempt(lambda: str(10**4300))
attempt(lambda: int('1' * 4301))
attempt(lambda: len(hex(10**5000)))
attempt(lambda: int('f' * 5000, 16) == 16**5000 - 1)
