# closures: counters, decorators, higher-order functions
def counter(step):
    value = 0

    def bump():
        nonlocal value
        value += step
        return value

    return bump


def compose(*functions):
    def run(x):
        for f in functions:
            x = f(x)
        return x

    return run


def memoize(f):
    cache = {}

    def wrapper(n):
        if n not in cache:
            cache[n] = f(n)
        return cache[n]

    return wrapper


@memoize
def steps(n):
    return 0 if n == 1 else 1 + steps(3 * n + 1 if n & 1 else n // 2)


counters = [counter(i) for i in range(10)]
for _ in range(250_000):
    for c in counters:
        c()
f = compose(lambda x: x + 1, lambda x: x * 2, lambda x: x - 3)
total = 0
for i in range(600_000):
    total += f(i)
print(sum(c() for c in counters), total, max(steps(i) for i in range(1, 40_000)))
