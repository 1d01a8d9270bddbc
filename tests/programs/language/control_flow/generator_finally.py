def g():
    try:
        x = yield 1
        print('got', x)
        yield 2
    except ValueError as e:
        print('caught', e)
        yield 3
    finally:
        print('cleanup')
a = g(); print(next(a), a.send('s')); a.close()
b = g(); print(next(b), b.throw(ValueError('v')), list(b))
