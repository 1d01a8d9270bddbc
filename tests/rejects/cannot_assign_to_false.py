f(False=1, b)
