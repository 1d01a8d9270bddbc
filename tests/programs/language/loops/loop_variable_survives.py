for i in range(3):
    pass
print(i)
for j in []:
    pass
try:
    print(j)
except NameError as e:
    print(e)
for i, (a, b) in enumerate([(1, 2), (3, 4)]):
    pass
print(i, a, b)
