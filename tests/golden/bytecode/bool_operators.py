def f(a, b, c):
    x = a and b or c
    y = not a or not (b and c)
    return (a or b) and c
