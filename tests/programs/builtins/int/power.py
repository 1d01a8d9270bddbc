def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


print(2**10, (-3)**3, 7**100, 0**0, (-1)**10**20, 1**10**20)
print(2**-2, (-2)**-1, 10**-3)
attempt(lambda: 0**-1)
attempt(lambda: 10**400 ** -1)
