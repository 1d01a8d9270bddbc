# Lists among the arguments of a generic alias are shown as lists.
print(list[[[1], ...]], list[...], tuple[int, ...], list[[1], ...], dict[str, [..., 1]])
print(list[[int, list[str]]], list[[int]], list[[list[int], "x", None, type(None)]])
