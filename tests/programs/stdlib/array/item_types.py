# Type codes: sizes, formats, ranges and conversions.
import array

class Index:
    def __index__(self):
        return 7

def attempt(code, *args):
    try:
        print(code, array.array(code, *args))
    except Exception as error:
        print(code, type(error).__name__, error)

print(array.typecodes, array.ArrayType is array.array)
for code in array.typecodes:
    made = array.array(code)
    view = memoryview(made)
    print(code, made.typecode, made.itemsize, view.format, view.itemsize)
for code in "bBhHiIlLqQ":
    bits = array.array(code).itemsize * 8
    top = 2 ** (bits - 1) if code.islower() else 2**bits
    for item in top - 1, top, -top, -top - 1, -1, 2**70, -(2**70), 1.5, "x", None, Index():
        attempt(code, [item])
for code in "fd":
    for item in 1.1, 5, 1e300, float("nan"), float("-inf"), "x", Index(), True:
        attempt(code, [item])
for item in "x", "é", "\U0001f600", "ab", 1, b"a":
    attempt("u", [item])
