def f():
    e = 1
    try:
        raise KeyError
    except KeyError as e:
        pass
    try:
        return e
    except UnboundLocalError as error:
        return str(error)
print(f())
def g():
    def inner():
        return later
    try:
        inner()
    except NameError as e:
        print(e, e.name)
    later = 1
g()
