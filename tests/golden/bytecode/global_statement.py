def f():
    global x
    x = 1
    del x
    class C:
        global D
        class D: pass
