def f():
    try:
        g()
    except ValueError:
        print("handling")
        raise
def g():
    raise ValueError("v")
def h():
    try:
        f()
    except ValueError as e:
        raise e
h()
