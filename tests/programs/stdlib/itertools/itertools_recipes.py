import itertools as it
import operator

print(list(it.accumulate([1, 2, 3], operator.mul)), list(it.accumulate([1, 2], initial=10)), list(it.chain("ab", [1])), list(it.chain.from_iterable([[1], [2, 3]])))
print(list(it.combinations("abc", 2)), list(it.combinations_with_replacement("ab", 2)), list(it.permutations([1, 2, 3], 2)), list(it.product("ab", [1, 2])), len(list(it.product([0, 1], repeat=3))))
print(list(it.compress("abcd", [1, 0, 1])), list(it.dropwhile(lambda x: x < 3, [1, 3, 2])), list(it.takewhile(lambda x: x < 3, [1, 2, 3, 1])), list(it.filterfalse(lambda x: x % 2, range(5))))
print([(k, list(g)) for k, g in it.groupby("AAABBA")], list(it.islice("abcdef", 1, 5, 2)), list(it.islice(it.count(5, 2), 3)), list(it.pairwise([1, 2, 3])), list(it.starmap(pow, [(2, 3), (3, 2)])))
a, b = it.tee([1, 2, 3])
print(next(a), list(b), list(a), list(it.zip_longest("ab", [1], fillvalue="-")), list(it.islice(it.cycle("xy"), 5)), list(it.repeat(7, 2)))
print(it.count(3), it.repeat("x", 2), it.count(1, 0.5))


def grouper(iterable, n):
    return it.zip_longest(*[iter(iterable)] * n)


def powerset(s):
    return it.chain.from_iterable(it.combinations(s, r) for r in range(len(s) + 1))


print(list(grouper("abcde", 2)), list(powerset([1, 2, 3])))
for f in (lambda: it.islice([], -1), lambda: it.combinations([], -1), lambda: it.count("a"), lambda: it.tee([], -1)):
    try:
        f()
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)
