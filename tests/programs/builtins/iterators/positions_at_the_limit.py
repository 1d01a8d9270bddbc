# An iterator over __getitem__ counts to sys.maxsize.
import sys

class Sequence:
    def __getitem__(self, index):
        return index

iterator = iter(Sequence())
iterator.__setstate__(sys.maxsize - 2)
print(next(iterator) == sys.maxsize - 2, next(iterator) == sys.maxsize - 1)
for _ in range(2):
    try:
        next(iterator)
    except OverflowError as error:
        print(error)
