def f(a):
    return locals()
def g(a):
    return eval("a")
