# lists: sort with and without keys, own quicksort, bisecting
def random_list(n):
    seed, out = 12345, []
    for _ in range(n):
        seed = (seed * 1103515245 + 12345) & 0x7FFFFFFF
        out.append(seed)
    return out


def quicksort(items):
    if len(items) <= 1:
        return items
    pivot = items[len(items) // 2]
    return (quicksort([x for x in items if x < pivot]) + [x for x in items if x == pivot]
            + quicksort([x for x in items if x > pivot]))


data = random_list(150_000)
a = sorted(data)
b = sorted(data, key=lambda x: (x % 1000, x))
c = sorted([str(x) for x in data])
d = quicksort(data[:60_000])
print(a[:2], b[:2], c[:2], d[:2], a == sorted(reversed(a)))
