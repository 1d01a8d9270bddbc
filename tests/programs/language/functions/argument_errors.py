def f(a, b):
    pass


def g(a, b=1, *, k):
    pass


def h():
    pass


for call in (lambda: f(), lambda: f(1), lambda: f(1, 2, 3), lambda: f(1, c=2), lambda: f(1, 2, a=3), lambda: g(1, 2, 3, k=4),
             lambda: h(1), lambda: h(x=1), lambda: g(k=1), lambda: g(1)):
    try:
        call()
    except TypeError as e:
        print(e)
