def gen():
    yield 1
    raise ValueError("in generator")
def consume():
    for x in gen():
        print(x)
    return [y for y in gen()]
consume()
