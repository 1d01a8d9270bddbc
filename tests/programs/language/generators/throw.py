def g():
    while True:
        try:
            x = yield "waiting"
        except ValueError as e:
            print("caught", e)
            yield "handled"
        finally:
            print("fin")
it = g()
print(next(it))
print(it.throw(ValueError("boom")))
print(next(it))
try:
    it.throw(KeyError, "k")
except KeyError as e:
    print("out", e)
try:
    next(it)
except StopIteration:
    print("done")
def h():
    yield 1
it = h()
try:
    it.throw(ValueError)
except ValueError:
    print("before start")
print(list(it))
for bad in (3, int):
    try:
        h().throw(bad)
    except TypeError as e:
        print(e)
try:
    h().throw(ValueError("a"), "b")
except TypeError as e:
    print(e)
try:
    h().throw(ValueError, None, 3)
except TypeError as e:
    print(e)
