def inner():
    try:
        x = yield 1
        print("inner got", x)
        yield 2
    except ValueError as e:
        print("inner caught", e)
        yield "recovered"
    return "inner result"
def outer():
    r = yield from inner()
    print("result", r)
    yield from [10, 20]
    yield from "ab"
print(list(outer()))
o = outer()
next(o)
print(o.send("hello"))
print(o.gi_yieldfrom.__name__)
print(list(o))
o = outer()
next(o)
print(o.throw(ValueError("v")))
print(list(o))
def catches():
    try:
        yield from [1, 2, 3]
    except KeyError as e:
        print("catches", e)
        yield "after"
c = catches()
next(c)
print(c.throw(KeyError("k")), list(c))
