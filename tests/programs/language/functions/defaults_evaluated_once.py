def f(x, acc=[]):
    acc.append(x)
    return acc


print(f(1), f(2), f(3, []))
n = 5


def g(a=n):
    return a


n = 6
print(g(), g.__defaults__)
