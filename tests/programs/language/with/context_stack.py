import sys
class CM:
    def __enter__(self): return self
    def __exit__(self, t, v, tb):
        print(repr(sys.exception()), v is sys.exception(), tb is v.__traceback__ if v else None)
with CM():
    pass
try:
    with CM():
        raise ValueError(1)
except ValueError:
    print(repr(sys.exception()))
print(sys.exception())
