def attempt(f):
    try:
        f()
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)


def one():
    a, b = 1, 2, 3


def two():
    a, b, c = [1]


def three():
    a, *b, c = (1,)


def four():
    a, b = 5


def five():
    a, b = iter([1, 2, 3])


for f in (one, two, three, four, five):
    attempt(f)
