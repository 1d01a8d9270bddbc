a = [1, 2, 3]
i = 0
i, a[i] = 1, 9
print(i, a)
a[0], a[1], a[2] = a[2], a[0], a[1]
print(a)
x = y = z = []
x.append(1)
print(z, x is y)
