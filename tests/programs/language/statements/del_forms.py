a = [0, 1, 2, 3, 4]
del a[0], a[-1]
del a[1:]
print(a)
d = {"x": 1, "y": 2}
del d["x"]
print(d)


class C:
    pass


c = C()
c.p = c.q = 1
del c.p
print(c.__dict__)
x = 1
del x
try:
    x
except NameError as e:
    print(e)
del (a, d)
