def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


a = [10, 20, 30]
attempt(lambda: (a[0], a[-1], a[True]))
attempt(lambda: a[3])
attempt(lambda: a[-4])
attempt(lambda: a['x'])
attempt(lambda: a[1.0])
attempt(lambda: a[10**30])
def store(): a[5] = 1
attempt(store)
def delete(): del a[-9]
attempt(delete)
