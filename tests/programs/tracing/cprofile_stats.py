# cProfile: how often functions and built-in functions were called, and by whom.
import cProfile
import pstats


def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


def numbers():
    yield from range(3)


class Ticks:
    def __init__(self):
        self.now = 0

    def __call__(self):
        self.now += 1
        return self.now


def work():
    items = []
    for n in numbers():
        items.append(fib(n + 2))
    try:
        [].pop()
    except IndexError:
        pass
    return len(items), max(items), "-".join(map(str, items))


def label(code):
    return code if isinstance(code, str) else code.co_name


def show(profiler):
    for entry in sorted(profiler.getstats(), key=lambda e: label(e.code)):
        calls = sorted((label(c.code), c.callcount, c.reccallcount) for c in entry.calls or ())
        print(label(entry.code), entry.callcount, entry.reccallcount, calls)


profiler = cProfile.Profile()
print(profiler.runcall(work))
profiler.create_stats()
show(profiler)
stats = pstats.Stats(profiler)
print(stats.total_calls, stats.prim_calls)

profiler = cProfile.Profile(Ticks(), 0.5, subcalls=False, builtins=False)
profiler.enable()
fib(3)
profiler.disable()
show(profiler)
for entry in profiler.getstats():
    print(label(entry.code), entry.totaltime, entry.inlinetime)
profiler.clear()
print(profiler.getstats())
with cProfile.Profile() as profiler:
    abs(-3)
show(profiler)
