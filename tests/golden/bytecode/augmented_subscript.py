def f(a, i):
    a[i()] += 1
    a[1:2] *= 2
