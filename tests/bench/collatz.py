# numeric: while loop, integer division and remainder
def longest(limit):
    best = best_n = 0
    for start in range(1, limit):
        n, steps = start, 0
        while n != 1:
            if n % 2:
                n = 3 * n + 1
            else:
                n //= 2
            steps += 1
        if steps > best:
            best, best_n = steps, start
    return best_n, best


print(longest(120_000))
