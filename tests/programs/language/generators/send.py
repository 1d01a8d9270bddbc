def avg():
    total = n = 0
    value = None
    while True:
        value = yield value
        total += value
        n += 1
        value = total / n
a = avg()
print(next(a))
for v in (10, 20, 60):
    print(a.send(v))
try:
    avg().send(3)
except TypeError as e:
    print(e)
