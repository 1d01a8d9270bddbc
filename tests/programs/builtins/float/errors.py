def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


attempt(lambda: 1.0 / 0)
attempt(lambda: 1.0 // 0)
attempt(lambda: 1.0 % 0)
attempt(lambda: divmod(1.0, 0))
attempt(lambda: 0.0 ** -1)
attempt(lambda: 2.0 ** 10000)
attempt(lambda: 1.0 + 10**400)
attempt(lambda: pow(2.0, 2, 3))
attempt(lambda: 1.0 + 'x')
attempt(lambda: int(1e400))
