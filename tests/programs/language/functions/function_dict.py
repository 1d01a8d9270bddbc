def f():
    pass


def report(action):
    try:
        print(action())
    except TypeError as error:
        print(error)


def delete():
    del f.__dict__


def assign(value):
    f.__dict__ = value
    return f.a


report(delete)
report(lambda: assign(3))
report(lambda: assign({'a': 1}))
