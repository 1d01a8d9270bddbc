class A:
    def __await__(self):
        try:
            yield "suspended"
        except ValueError as e:
            print("in await", e)
            return "recovered"
        finally:
            print("await finally")
async def f():
    r = await A()
    print(r)
    r = await A()
c = f()
print(c.send(None))
print(c.throw(ValueError("v")))
c.close()
try:
    c.send(None)
except RuntimeError as e:
    print(e)
c = f()
try:
    c.send(1)
except TypeError as e:
    print(e)
c.close()
c = f()
c.send(None)
try:
    c.throw(KeyError("k"))
except KeyError as e:
    print(repr(e))
w = f().__await__()
print(type(w).__name__, next(w))
w.close()
