def f():
    if __debug__:
        a()
    if 0:
        b()
    while True:
        c()
    d()
