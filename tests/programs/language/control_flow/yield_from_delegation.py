def inner():
    try:
        x = yield 'a'
        print('inner got', x)
    except KeyError: print('inner caught')
    yield 'b'
    return 'result'
def outer():
    r = yield from inner()
    print('r', r)
    r2 = yield from [1, 2]
    print(r2)
o = outer(); print(next(o), o.send(5), next(o), next(o), next(o, 'end'))
p = outer(); print(next(p), p.throw(KeyError), list(p))
