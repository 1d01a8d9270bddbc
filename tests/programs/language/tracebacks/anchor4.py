a, b, s, d = 1, 0, "s", {"k": [1]}
def f(x): return x
a / (b)
