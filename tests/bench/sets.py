# sets: adding, membership and operations
def primes_by_sets(n):
    candidates = set(range(2, n))
    primes = []
    for p in range(2, n):
        if p in candidates:
            primes.append(p)
            candidates -= set(range(p * p, n, p))
    return primes


def graph(n):
    edges = {i: {(i * 3) % n, (i + 7) % n, (i * i) % n} for i in range(n)}
    seen, frontier = {0}, {0}
    while frontier:
        nxt = set()
        for node in frontier:
            nxt |= edges[node]
        frontier = nxt - seen
        seen |= frontier
    return len(seen)


print(len(primes_by_sets(150_000)), graph(150_000))
