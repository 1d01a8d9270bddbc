def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


d = {i: i for i in range(5)}
def grow():
    for k in d: d[k + 100] = 1
attempt(grow)
def shrink():
    for k in d: del d[k]
attempt(shrink)
def items():
    for k, v in d.items(): d.clear()
attempt(items)
d = {1: 1, 2: 2}
def swap():
    for k in d:
        del d[k]
        d[k + 10] = 1
attempt(swap)
for k in d: d[k] = 'new'
print(d)
