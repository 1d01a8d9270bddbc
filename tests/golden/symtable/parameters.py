def f(a, /, b, *c, d=x, **e):
    try: pass
    except E as g: pass
    with a as b: pass
    for (i, *j) in k: pass
