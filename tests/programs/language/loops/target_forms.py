class Box:
    pass


box = Box()
data = [0, 0]
for box.value in range(3):
    pass
for data[1] in "xy":
    pass
for a, *b in [(1, 2, 3)]:
    print(a, b)
print(box.value, data)
