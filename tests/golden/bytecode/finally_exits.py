def f(a):
    for x in a:
        try:
            if x: break
            if a: continue
            return x
        finally:
            g()
