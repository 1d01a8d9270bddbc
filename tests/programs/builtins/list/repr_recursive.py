a = [1, 'x', None, 2.5]
a.append(a)
a.append([a])
print(a)
print([[], [[]], (), ((),), {}])
