def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


for a in (1, -1, 5, -5, 2**70 + 1, -2**70 - 1):
    print([a << n for n in (0, 1, 61, 62, 64, 100)], [a >> n for n in (0, 1, 63, 64, 70, 1000)])
attempt(lambda: 1 << -1)
attempt(lambda: 1 >> -1)
print(1 >> 10**30, -1 >> 10**30, 0 << 10**30)
