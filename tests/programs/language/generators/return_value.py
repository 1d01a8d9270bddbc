def g():
    x = yield 1
    print("got", x)
    return x
it = g()
print(next(it))
try:
    it.send("v")
except StopIteration as e:
    print(e.value, repr(e))
def t():
    return (1, 2)
    yield
try:
    next(t())
except StopIteration as e:
    print(e.value, e.args)
def d():
    r = yield from g()
    print("r", r)
for x in d():
    print(x)
