# lists, dicts and sets built by comprehensions; unpacking, zip, enumerate
def work(n):
    squares = [i * i for i in range(n)]
    evens = [x for x in squares if x % 2 == 0]
    by_mod = {k: [x for x in range(k, 400, 7)] for k in range(n // 20)}
    pairs = [(a, b) for a, b in zip(squares, evens)]
    flat = [v for row in by_mod.values() for v in row]
    index = {v: i for i, v in enumerate(squares)}
    distinct = {a % 997 for a, b in pairs}
    return sum(evens), len(flat), index[squares[-1]], len(distinct)


for _ in range(15):
    result = work(60_000)
print(*result)
