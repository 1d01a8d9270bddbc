def grade(n):
    return "A" if n > 90 else "B" if n > 80 else "C" if n > 70 else "F"


print([grade(n) for n in (95, 85, 75, 10)])
x = 5
y = (x if x > 3 else -x) + 1
print(y, [i if i % 2 else -i for i in range(4)])
