def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


print(pow(3, 100, 7), pow(3, 100, -7), pow(-3, 101, 10**30), pow(2, 10**20, 10**18 + 9))
print(pow(3, -1, 7), pow(3, -5, 11), pow(10**30, 10**10, 2**127 - 1), pow(5, 0, 1), pow(5, 3, 1))
attempt(lambda: pow(2, -1, 4))
attempt(lambda: pow(2, 3, 0))
attempt(lambda: pow(2, 3.0, 5))
