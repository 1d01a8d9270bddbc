# dicts: int keys, tuples as keys, membership
def work(n):
    d = {}
    for i in range(n):
        d[i * 7 % n] = i
    hits = 0
    for i in range(0, 2 * n, 3):
        if i in d:
            hits += d[i] & 1
    grid = {}
    for x in range(250):
        for y in range(250):
            grid[x, y] = x ^ y
    total = 0
    for (x, y), v in grid.items():
        if (y, x) in grid:
            total += v
    return hits, total


print(work(1_500_000))
