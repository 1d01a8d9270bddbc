def f(n):
    if n == 0:
        raise ValueError("bottom")
    f(n - 1)

def g(n):
    try:
        f(n)
    finally:
        pass
g(10)
