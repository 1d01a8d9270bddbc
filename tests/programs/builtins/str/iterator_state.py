it = iter("abc")
print(next(it), it.__length_hint__(), type(it).__name__, type(iter("é")).__name__)
it.__setstate__(2)
print(list(it), list(it))
