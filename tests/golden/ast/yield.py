def f():
    yield
    yield a, *b
    x = yield from c
    y = yield
    await (yield)
    return (yield)
