[(y := x) for x in z]
def f():
    [(w := x) for x in z]
