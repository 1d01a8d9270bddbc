def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


a, b = [1, 2]; c, (d, *e) = 3, 'xyz'; *f, g = range(3); h, *i, j = (1, 2)
print(a, b, c, d, e, f, g, h, i, j)
def one(): a, b = [1]
def two(): a, b = (1, 2, 3)
def three(): a, *b, c = [1]
def four(): a, b = 5
def five(): a, b = iter([1, 2, 3])
def six(): a, b, c = {1: 2}
def seven(): [a] = ''
for f in (one, two, three, four, five, six, seven): attempt(f)
