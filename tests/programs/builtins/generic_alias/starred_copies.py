# A starred alias is copied as what the iterator of the plain one gives. A union hashes like that of typing.
import copy
import typing

starred = next(iter(tuple[int, ...]))
print(starred, copy.copy(starred), copy.deepcopy(starred), copy.copy(starred) == starred)
reduced = starred.__reduce__()
print(reduced[0].__name__, type(reduced[1][0]).__name__, reduced[1][0].__reduce__())
iterator = iter(list[str])
print(next(iterator), next(iterator, "end"))
print(hash(int | str) == hash(str | int) == hash(typing.Union[int, str]) == hash(frozenset({int, str})))
