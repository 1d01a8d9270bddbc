def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


print(7 / 2, -7 / 2, 0 / -5, 1 / 3, 10**400 / 10**399, 3**200 / 2**300, (2**53 + 1) / 1, 1 / 10**320)
print((2**60 + 1) / (2**60 - 1), 10**22 / 3, -(10**30) / 7)
attempt(lambda: 10**400 / 3)
attempt(lambda: 1 / 0)
