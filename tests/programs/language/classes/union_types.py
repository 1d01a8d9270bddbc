print(int | str, int | None, (int | str) | float, int | int, list[int] | None)
print((int | str) == (str | int), hash(int | str) == hash(str | int), (int | str).__args__)
print(isinstance(3, int | str), isinstance(None, int | None))
try: int | 3
except TypeError as e: print(e)
