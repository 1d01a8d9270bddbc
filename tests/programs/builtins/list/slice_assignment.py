def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


a = list(range(10))
a[2:4] = 'abc'; print(a)
a[:0] = [1]; print(a)
a[5:5] = (x for x in 'xy'); print(a)
a[::2] = [0] * len(a[::2]); print(a)
a[-2:] = []; print(a)
a[3:1] = ['in']; print(a)
a[1:3] = a; print(a)
def bad(): a[::2] = [1]
attempt(bad)
def bad(): a[1:2] = 5
attempt(bad)
def bad(): a[::2] = 5
attempt(bad)
def bad(): a[::0] = 5
attempt(bad)
