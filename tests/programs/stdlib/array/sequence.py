# Subscripts, slices, operators and comparison.
from array import array

def attempt(function):
    try:
        print(function())
    except Exception as error:
        print(type(error).__name__, error)

a = array("i", range(10))
for key in 0, -1, 10, -11, "x", 2**70, slice(1, 3), slice(None, None, 3), slice(None, None, -4), slice(5, 2), True:
    attempt(lambda: a[key])
def assign(key, value):
    a[key] = value
    return a
for key, value in ((0, 50), (0, "x"), (100, 1), ("x", 1), (slice(0, 2), [1]), (slice(0, 2), array("b", [1])), (slice(0, 2), array("i", [7, 8, 9])),
                   (slice(None, None, 2), array("i", [1])), (slice(0, 6, 2), array("i", [70, 71, 72])), (slice(1, 1), a), (slice(None, None, -1), a),
                   (slice(3, 4), array("i"))):
    attempt(lambda: assign(key, value))
def delete(key):
    del a[key]
    return a
for key in 0, -1, 100, "x", slice(0, 2), slice(None, None, 2), slice(None, None, -3), slice(5, 5):
    attempt(lambda: delete(key))
b = array("i", [1, 2])
for operation in (lambda: b + b, lambda: b + [1], lambda: b + array("b"), lambda: b * 2, lambda: 2 * b, lambda: b * -1, lambda: b * "x",
                  lambda: b == array("i", [1, 2]), lambda: b == array("d", [1, 2]), lambda: b < array("d", [1, 3]), lambda: b != array("i", [1]),
                  lambda: b <= array("i", [1, 2, 0]), lambda: b == [1, 2], lambda: b < [1], lambda: hash(b)):
    attempt(operation)
same = b
b += b
b *= 2
print(same is b, b)
def extend():
    global b
    b += [1]
attempt(extend)
match b:
    case [first, *rest]:
        print(first, rest)
print(array("f", [float("nan")]) == array("f", [float("nan")]))
