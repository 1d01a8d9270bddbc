# strings and lists: dynamic programming
def distance(a, b):
    previous = list(range(len(b) + 1))
    for i, ca in enumerate(a, 1):
        current = [i]
        for j, cb in enumerate(b, 1):
            current.append(min(previous[j] + 1, current[j - 1] + 1, previous[j - 1] + (ca != cb)))
        previous = current
    return previous[-1]


words = ["structure", "interpreter", "compilation", "pythonic", "executable", "generational", "bytecode"]
total = 0
for _ in range(500):
    for x in words:
        for y in words:
            total += distance(x, y)
print(total)
