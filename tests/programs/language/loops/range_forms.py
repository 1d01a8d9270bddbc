print(list(range(3)), list(range(2, 5)), list(range(5, 0, -2)), list(range(0)))
total = 0
for i in range(10, -10, -3):
    total += i
print(total, range(3)[-1], len(range(0, 10, 3)))
for i in range(2**62 - 1, 2**62 + 2):
    print(i)
