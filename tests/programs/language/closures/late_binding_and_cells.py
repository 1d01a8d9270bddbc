fs = []
for i in range(3):
    fs.append(lambda: i)
print([f() for f in fs])
fs = [lambda i=i: i for i in range(3)]
print([f() for f in fs])


def outer(a):
    def inner():
        return a
    a += 1
    return inner


print(outer(1)())
