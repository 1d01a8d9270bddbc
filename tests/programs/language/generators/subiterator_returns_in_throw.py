def inner():
    try:
        yield 1
    except ValueError:
        return "returned"
def outer():
    r = yield from inner()
    print("outer", r)
    r2 = yield from inner()
    print("outer2", r2)
    yield "last"
o = outer()
print(next(o))
print(o.throw(ValueError))
print(o.throw(ValueError))
